//! What a table of a page is about: permissions, parameters, properties, members, methods.

use super::PageReader;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Location, Span};
use crate::parse::annotation::BlockType;
use crate::parse::markdown::{Block, Row, Table};
use crate::parse::section::Section;
use crate::parse::{enums, methods, parameters, permissions, prose, resource, routes, types};

impl PageReader<'_> {
    pub(super) fn table(&mut self, table: &Table<'_>, block: &Block<'_>) {
        let document = self.document;
        let span = |row: &Row| document.span(row.range.clone());
        let section = self.outline.section().cloned();
        if permissions::is_permission_table(table, section.as_ref()) {
            self.permission_table(table);
            return;
        }
        let at = document.span(block.range.clone());
        if enums::is_member_table(table, section.as_ref()) {
            self.types.members(table, &self.outline, self.links, at, span);
            return;
        }
        // Below the headings of other sections it lists what those are about: on a type's page, the type's methods.
        let place = self.place();
        if matches!(place, routes::Place::HttpRequest | routes::Place::Elsewhere) && routes::is_route_table(table) {
            for row in &table.rows {
                self.routes.fence(&routes::line_of(row), routes::Place::HttpRequest, |_| span(row));
            }
            return;
        }
        match section {
            // Properties of what the body or the response holds: their own pages document them.
            Some(Section::Properties | Section::Relationships)
                if self.outline.within(&Section::Body) || self.outline.within(&Section::Response) => {}
            Some(Section::Response) => {
                // A table of the response's headers, of its statuses, or of what it holds.
                let known = self.draft.response.statuses.len();
                for cell in table.rows.iter().filter_map(|row| row.cells.first()) {
                    self.draft.response.location |= prose::names_location(cell);
                    prose::status(cell, &mut self.draft.response);
                }
                let says_other = self.draft.response.location || self.draft.response.statuses.len() > known;
                self.draft.response.shown |= !says_other && resource::is_property_table(table);
            }
            Some(Section::Methods) => self.draft.methods.extend(methods::rows(table, self.links)),
            Some(Section::Properties | Section::Relationships) => {
                if !resource::may_list_properties(table) {
                    self.types.values(table, &self.outline, self.links, at, span);
                    return;
                }
                let relationship = section == Some(Section::Relationships);
                let place = types::Place { outline: &self.outline, links: self.links, at: block.range.start };
                self.types.properties(table, relationship, &place, span, self.diagnostics);
            }
            Some(section) => match location(&section) {
                Some(location) if !self.outline.in_example() => self.parameters(table, location, at),
                _ if may_hold_properties(&section) => self.other_table(table, block),
                _ => {}
            },
            None if methods::is_method_table(table) => self.draft.methods.extend(methods::rows(table, self.links)),
            None => self.other_table(table, block),
        }
    }

    /// A table in a section of its own making: properties, if it looks like that.
    fn other_table(&mut self, table: &Table<'_>, block: &Block<'_>) {
        let document = self.document;
        if resource::is_property_table(table) && !self.outline.in_example() {
            let place = types::Place { outline: &self.outline, links: self.links, at: block.range.start };
            let span = |row: &Row| document.span(row.range.clone());
            self.types.properties(table, false, &place, span, self.diagnostics);
        }
    }

    fn permission_table(&mut self, table: &Table<'_>) {
        let document = self.document;
        let annotated = self.pending.take_if(|a| matches!(a.block, BlockType::Permissions | BlockType::Ignored));
        let urls = annotated.map(|a| a.texts("requestUrls").join("; ")).filter(|u| !u.is_empty());
        let urls = urls.or(self.permission_routes.take());
        let says_something = |f: &String| {
            !f.is_empty() && !f.eq_ignore_ascii_case("permissions") && !f.eq_ignore_ascii_case("prerequisites")
        };
        // What the heading of a table says tells it from another table, so it counts once there are several.
        let heading = self.outline.heading().map(str::to_owned).filter(says_something);
        let first = self.permission_tables == 0;
        self.permission_tables += 1;
        let filter = urls.filter(says_something).or(heading.clone().filter(|_| !first));
        let rows =
            permissions::read(table, filter.as_deref(), |row| document.span(row.range.clone()), self.diagnostics);
        if heading.is_some() && !first {
            let of_first = self.first_permissions.take();
            let rows = self.draft.permissions.iter_mut().filter(|row| row.route_filter.is_none());
            rows.filter(|_| of_first.is_some()).for_each(|row| row.route_filter.clone_from(&of_first));
        }
        if first && filter.is_none() {
            self.first_permissions = heading;
        }
        self.draft.permissions.extend(rows);
    }

    fn parameters(&mut self, table: &Table<'_>, location: Location, at: Span) {
        let document = self.document;
        if location == Location::Query {
            for row in &table.rows {
                let span = document.span(row.range.clone());
                row.cells.iter().take(1).for_each(|cell| self.options.take(cell, span));
            }
        }
        if location == Location::Header {
            self.draft.body.form |= table.rows.iter().any(parameters::says_form);
        }
        // A second table under a heading of its own describes a part of the body, not the body.
        let part = location == Location::Body && !matches!(self.outline.innermost(), Some(Section::Body));
        if part && self.draft.parameters.iter().any(|p| p.location == Location::Body) {
            return self.part(table, at);
        }
        match parameters::read(table, location, self.links, |row| document.span(row.range.clone())) {
            Some(found) => {
                let known = self.draft.parameters.len();
                self.draft.parameters.extend(found);
                if self.outline.section() == Some(&Section::UriParameters) {
                    self.uri_parameters.extend(known..self.draft.parameters.len());
                }
            }
            None => self.unreadable(at, "this table has no column of names"),
        }
    }

    /// A table under a heading that is the type of a body's member documents that type.
    fn part(&mut self, table: &Table<'_>, at: Span) {
        let Some(name) = self.outline.heading().map(str::to_owned) else { return };
        let members = self.draft.parameters.iter().filter(|p| p.location == Location::Body);
        let mut types = members.filter_map(|p| p.ty.as_ref()).filter(|expr| expr.link.is_none());
        if let Some(name) = types.find(|expr| expr.name.eq_ignore_ascii_case(&name)).map(|expr| expr.name.clone()) {
            let document = self.document;
            self.types.part(name, table, self.links, at, |row| document.span(row.range.clone()), self.diagnostics);
        }
    }

    fn unreadable(&mut self, at: Span, why: &str) {
        self.diagnostics.push(Diagnostic::new(Code::TableUnreadable, at, why));
    }
}

fn location(section: &Section) -> Option<Location> {
    match section {
        Section::Headers => Some(Location::Header),
        Section::QueryParameters => Some(Location::Query),
        Section::PathParameters | Section::UriParameters => Some(Location::Path),
        Section::FunctionParameters => Some(Location::Function),
        Section::Body => Some(Location::Body),
        _ => None,
    }
}

/// Whether a table that looks like one of properties may be one of the page's own type. Below these headings it is about
/// what comes back, or an aside.
fn may_hold_properties(section: &Section) -> bool {
    !matches!(
        section,
        Section::Response | Section::HttpRequest | Section::Permissions | Section::Errors | Section::SeeAlso
    )
}
