//! The kinds of changes: what each is called, and what the same change is called when it is looked at from the other side.

use serde::{Serialize, Serializer};
use std::fmt;

macro_rules! kinds {
    ($($kind:ident $name:literal $mirror:ident,)+) => {
        /// What kind of change it is. Each has a name in kebab case: `property-removed`.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        #[allow(missing_docs, reason = "the names in kebab case say it")]
        pub enum Kind {
            $($kind,)+
        }

        impl Kind {
            /// Every kind there is.
            pub const ALL: &[Kind] = &[$(Kind::$kind),+];

            /// The name, in kebab case.
            pub fn name(self) -> &'static str {
                match self {
                    $(Kind::$kind => $name,)+
                }
            }

            /// What the change is for whoever goes the other way, from head to base.
            pub fn mirror(self) -> Kind {
                match self {
                    $(Kind::$kind => Kind::$mirror,)+
                }
            }
        }
    };
}

kinds! {
    FeatureAdded "feature-added" FeatureRemoved,
    FeatureRemoved "feature-removed" FeatureAdded,
    FeatureWidened "feature-widened" FeatureNarrowed,
    FeatureNarrowed "feature-narrowed" FeatureWidened,
    FeatureNeeded "feature-needed" FeatureNotNeeded,
    FeatureNotNeeded "feature-not-needed" FeatureNeeded,
    GroupAdded "group-added" GroupRemoved,
    GroupRemoved "group-removed" GroupAdded,
    GroupPathChanged "group-path-changed" GroupPathChanged,
    EnumAdded "enum-added" EnumRemoved,
    EnumRemoved "enum-removed" EnumAdded,
    EnumRenamed "enum-renamed" EnumRenamed,
    EnumPathChanged "enum-path-changed" EnumPathChanged,
    EnumFlagsGained "enum-flags-gained" EnumFlagsLost,
    EnumFlagsLost "enum-flags-lost" EnumFlagsGained,
    MemberAdded "member-added" MemberRemoved,
    MemberRemoved "member-removed" MemberAdded,
    MemberRenamed "member-renamed" MemberRenamed,
    MemberPathChanged "member-path-changed" MemberPathChanged,
    TypeAdded "type-added" TypeRemoved,
    TypeRemoved "type-removed" TypeAdded,
    TypeRenamed "type-renamed" TypeRenamed,
    TypeBecameEnum "type-became-enum" EnumBecameType,
    EnumBecameType "enum-became-type" TypeBecameEnum,
    TypePathChanged "type-path-changed" TypePathChanged,
    TypeBaseChanged "type-base-changed" TypeBaseChanged,
    TypeKeyChanged "type-key-changed" TypeKeyChanged,
    TypeDocumented "type-documented" TypeUndocumented,
    TypeUndocumented "type-undocumented" TypeDocumented,
    TypeOpened "type-opened" TypeClosed,
    TypeClosed "type-closed" TypeOpened,
    TypeAbstract "type-abstract" TypeConcrete,
    TypeConcrete "type-concrete" TypeAbstract,
    TypeTagged "type-tagged" TypeUntagged,
    TypeUntagged "type-untagged" TypeTagged,
    TypeDeprecated "type-deprecated" TypeUndeprecated,
    TypeUndeprecated "type-undeprecated" TypeDeprecated,
    PropertyAdded "property-added" PropertyRemoved,
    PropertyRemoved "property-removed" PropertyAdded,
    PropertyRenamed "property-renamed" PropertyRenamed,
    PropertyPathChanged "property-path-changed" PropertyPathChanged,
    PropertyTypeChanged "property-type-changed" PropertyTypeChanged,
    PropertyNullable "property-nullable" PropertyNotNullable,
    PropertyNotNullable "property-not-nullable" PropertyNullable,
    PropertyNullabilitySaid "property-nullability-said" PropertyNullabilityUnsaid,
    PropertyNullabilityUnsaid "property-nullability-unsaid" PropertyNullabilitySaid,
    PropertyRequired "property-required" PropertyNotRequired,
    PropertyNotRequired "property-not-required" PropertyRequired,
    PropertyReadOnly "property-read-only" PropertyWritable,
    PropertyWritable "property-writable" PropertyReadOnly,
    PropertyWriteOnly "property-write-only" PropertyReadable,
    PropertyReadable "property-readable" PropertyWriteOnly,
    PropertyRelationship "property-relationship" PropertyNoRelationship,
    PropertyNoRelationship "property-no-relationship" PropertyRelationship,
    PropertyDeprecated "property-deprecated" PropertyUndeprecated,
    PropertyUndeprecated "property-undeprecated" PropertyDeprecated,
    OperationAdded "operation-added" OperationRemoved,
    OperationRemoved "operation-removed" OperationAdded,
    OperationRenamed "operation-renamed" OperationRenamed,
    OperationMerged "operation-merged" OperationSplit,
    OperationSplit "operation-split" OperationMerged,
    OperationPathChanged "operation-path-changed" OperationPathChanged,
    OperationBodyChanged "operation-body-changed" OperationBodyChanged,
    OperationReturnsChanged "operation-returns-changed" OperationReturnsChanged,
    OperationMayReturnNothing "operation-may-return-nothing" OperationAlwaysReturns,
    OperationAlwaysReturns "operation-always-returns" OperationMayReturnNothing,
    OperationLongRunning "operation-long-running" OperationNotLongRunning,
    OperationNotLongRunning "operation-not-long-running" OperationLongRunning,
    OperationResultChanged "operation-result-changed" OperationResultChanged,
    OperationDelta "operation-delta" OperationNoDelta,
    OperationNoDelta "operation-no-delta" OperationDelta,
    OperationDeprecated "operation-deprecated" OperationUndeprecated,
    OperationUndeprecated "operation-undeprecated" OperationDeprecated,
    OptionAdded "option-added" OptionRemoved,
    OptionRemoved "option-removed" OptionAdded,
    ParameterAdded "parameter-added" ParameterRemoved,
    ParameterRemoved "parameter-removed" ParameterAdded,
    ParameterRenamed "parameter-renamed" ParameterRenamed,
    ParameterPathChanged "parameter-path-changed" ParameterPathChanged,
    ParameterTypeChanged "parameter-type-changed" ParameterTypeChanged,
    ParameterRequired "parameter-required" ParameterNotRequired,
    ParameterNotRequired "parameter-not-required" ParameterRequired,
    RouteAdded "route-added" RouteRemoved,
    RouteRemoved "route-removed" RouteAdded,
    RouteMoved "route-moved" RouteMoved,
    RouteAddressChanged "route-address-changed" RouteAddressChanged,
    RouteVerbChanged "route-verb-changed" RouteVerbChanged,
    RouteRespelled "route-respelled" RouteRespelled,
    RoutePathChanged "route-path-changed" RoutePathChanged,
    RouteArgumentsChanged "route-arguments-changed" RouteArgumentsChanged,
    PermissionsWidened "permissions-widened" PermissionsNarrowed,
    PermissionsNarrowed "permissions-narrowed" PermissionsWidened,
    PermissionsReplaced "permissions-replaced" PermissionsReplaced,
    PermissionsReordered "permissions-reordered" PermissionsReordered,
    PermissionsDocumented "permissions-documented" PermissionsUndocumented,
    PermissionsUndocumented "permissions-undocumented" PermissionsDocumented,
    PermissionsScopeChanged "permissions-scope-changed" PermissionsScopeChanged,
    PermissionsScopeNarrowed "permissions-scope-narrowed" PermissionsScopeWidened,
    PermissionsScopeWidened "permissions-scope-widened" PermissionsScopeNarrowed,
    PermissionSetAdded "permission-set-added" PermissionSetRemoved,
    PermissionSetRemoved "permission-set-removed" PermissionSetAdded,
    AccountGained "account-gained" AccountDropped,
    AccountDropped "account-dropped" AccountGained,
    PageMoved "page-moved" PageMoved,
    DocumentedElsewhere "documented-elsewhere" DocumentedElsewhere,
    TextChanged "text-changed" TextChanged,
}

impl Kind {
    /// Whether it concerns who may call.
    pub fn is_about_permissions(self) -> bool {
        (Kind::PermissionsWidened..=Kind::AccountDropped).contains(&self)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Serialize for Kind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}
