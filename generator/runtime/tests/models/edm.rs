//! The primitive types of OData.

use docwright_runtime::jiff::{SignedDuration, Span, Timestamp, civil, tz::Offset};
use docwright_runtime::{Binary, Date, DateTime, Decimal, Duration, TimeOfDay};
use serde_json::json;

use crate::files::Item;

#[test]
fn date_times() {
    let noon: Timestamp = "2016-12-05T08:00:00.1234567Z".parse().unwrap();
    for (text, timestamp, civil, offset) in [
        ("2016-12-05T08:00:00.1234567Z", Some(noon), true, Some(0)),
        ("2016-12-05T10:00:00.1234567+02:00", Some(noon), true, Some(2)),
        ("2016-12-05T08:00:00.1234567", None, true, None),
        ("2016-12-05t08:00:00.1234567z", Some(noon), true, Some(0)),
        ("0001-01-01T00:00:00Z", Some("0001-01-01T00:00:00Z".parse().unwrap()), true, Some(0)),
        // Later than jiff's last instant.
        ("9999-12-31T23:59:59.9999999Z", None, true, Some(0)),
        ("2016-12-05", None, false, None),
        ("2016-13-05T08:00:00Z", None, false, None),
        ("tomorrow", None, false, None),
        ("", None, false, None),
    ] {
        let value: DateTime = serde_json::from_value(json!(text)).unwrap();
        assert_eq!(value.timestamp(), timestamp, "{text}");
        assert_eq!(value.civil().is_some(), civil, "{text}");
        assert_eq!(value.offset(), offset.map(Offset::constant), "{text}");
        assert_eq!(value.to_zoned().map(|zoned| zoned.timestamp()), timestamp, "{text}");
        assert_eq!(serde_json::to_value(&value).unwrap(), json!(text));
        assert_eq!(text.parse::<DateTime>().is_ok(), civil, "{text}");
    }
    assert_eq!(DateTime::from(noon).as_str(), "2016-12-05T08:00:00.1234567Z");
    let zoned = "2016-12-05T10:00:00+02:00".parse::<DateTime>().unwrap().to_zoned().unwrap();
    assert_eq!(DateTime::from(zoned).to_string(), "2016-12-05T10:00:00+02:00");
    assert_eq!(DateTime::from(civil::date(2016, 12, 5).at(8, 0, 0, 0)).as_str(), "2016-12-05T08:00:00");
}

#[test]
fn dates() {
    let day = civil::date(2016, 12, 5);
    for (text, date) in [
        ("2016-12-05", Some(day)),
        ("2016-12-05T00:00:00Z", Some(day)),
        ("2016-02-30", None),
        ("5.12.2016", None),
        ("", None),
    ] {
        let value: Date = serde_json::from_value(json!(text)).unwrap();
        assert_eq!((value.date(), value.as_str()), (date, text));
        assert_eq!(text.parse::<Date>().is_ok(), date.is_some(), "{text}");
    }
    assert_eq!(Date::from(day).as_str(), "2016-12-05");
}

#[test]
fn times_of_day() {
    for (text, time) in [
        ("08:30:00.0000000", Some(civil::time(8, 30, 0, 0))),
        ("08:30", Some(civil::time(8, 30, 0, 0))),
        ("25:00:00", None),
        ("noon", None),
    ] {
        let value: TimeOfDay = serde_json::from_value(json!(text)).unwrap();
        assert_eq!((value.time(), value.as_str()), (time, text));
        assert_eq!(text.parse::<TimeOfDay>().is_ok(), time.is_some(), "{text}");
    }
    assert_eq!(TimeOfDay::from(civil::time(8, 30, 0, 0)).as_str(), "08:30:00");
}

#[test]
fn durations() {
    for (text, seconds) in [
        ("P1D", Some(86_400.0)),
        ("PT1.50S", Some(1.5)),
        ("-PT1M", Some(-60.0)),
        ("P1DT12H", Some(129_600.0)),
        ("PT0S", Some(0.0)),
        ("P1M", None),
        ("5 days", None),
        ("P", None),
        ("", None),
    ] {
        let value: Duration = serde_json::from_value(json!(text)).unwrap();
        assert_eq!(value.to_signed().map(|duration| duration.as_secs_f64()), seconds, "{text}");
        assert_eq!(serde_json::to_value(&value).unwrap(), json!(text));
        assert_eq!(text.parse::<Duration>().is_ok(), value.span().is_some());
    }
    assert_eq!(Duration::from_wire("P1M").span().unwrap().fieldwise(), Span::new().months(1));
    assert_eq!(Duration::from(SignedDuration::from_millis(1500)).as_str(), "PT1.5S");
    assert_eq!(Duration::from(Span::new().days(1)).as_str(), "P1D");
}

#[test]
fn binaries() {
    for (text, bytes) in [
        ("+/8=", Some(&[0xfb, 0xff][..])),
        ("+/8", Some(&[0xfb, 0xff])),
        ("-_8=", Some(&[0xfb, 0xff])),
        ("-_8", Some(&[0xfb, 0xff])),
        ("", Some(&[])),
        ("not base64", None),
        ("+_8=", None),
        ("A", None),
    ] {
        let value: Binary = serde_json::from_value(json!(text)).unwrap();
        assert_eq!(value.to_vec().as_deref(), bytes, "{text}");
        assert_eq!(serde_json::to_value(&value).unwrap(), json!(text));
    }
    assert_eq!(Binary::from(b"\xfb\xff").as_str(), "+/8=");
    assert_eq!(Binary::from(vec![1, 2, 3]).to_vec(), Some(vec![1, 2, 3]));
}

#[test]
fn decimals_come_back_as_they_came() {
    for json in [json!(12.25), json!(0), json!(-7), json!(u64::MAX), json!(1e300), json!("12.250"), json!("-1e-7")] {
        let value: Decimal = serde_json::from_value(json.clone()).unwrap();
        assert_eq!(serde_json::to_value(&value).unwrap(), json);
    }
    for json in [json!("1,5"), json!("."), json!(""), json!("1e"), json!("--1"), json!("INF"), json!(true), json!(null)]
    {
        assert!(serde_json::from_value::<Decimal>(json.clone()).is_err(), "{json}");
    }
}

/// A number if a reader that knows only floats would get all the digits; else text.
#[test]
fn decimals_made_here() {
    for (text, json) in [
        ("1.50", json!(1.5)),
        ("+3", json!(3)),
        ("123456789.123456", json!(123456789.123456)),
        ("-0.000", json!(-0.0)),
        ("0.1234567890123456789", json!("0.1234567890123456789")),
        ("12345678901234567890123", json!("12345678901234567890123")),
        ("1e400", json!("1e400")),
    ] {
        let value: Decimal = text.parse().unwrap();
        assert_eq!((value.as_str(), serde_json::to_value(&value).unwrap()), (text, json));
    }
    assert_eq!("1.5".parse::<Decimal>().unwrap().to_f64(), 1.5);
    assert_eq!("one".parse::<Decimal>().unwrap_err().to_string(), "not a decimal number");
    assert_eq!(Decimal::from(5), "5".parse().unwrap());
}

#[test]
fn floats_that_json_cannot_write() {
    let json = json!({"double": "-INF", "single": "INF", "doubles": ["NaN", 1.5]});
    let item: Item = serde_json::from_value(json.clone()).unwrap();
    assert_eq!((item.double, item.single), (Some(f64::NEG_INFINITY), Some(f32::INFINITY)));
    assert!(item.doubles.as_ref().unwrap()[0].is_nan());
    assert_eq!(serde_json::to_value(&item).unwrap(), json);
}

#[test]
fn numbers_within_their_bounds() {
    for (name, fits, odd) in [
        ("byte", json!(255), json!(256)),
        ("byte", json!(0), json!(-1)),
        ("sbyte", json!(-128), json!(128)),
        ("int16", json!(-32768), json!(32768)),
        ("int32", json!(i32::MAX), json!(2147483648_i64)),
        ("size", json!(i64::MIN), json!(u64::MAX)),
        ("single", json!(3.5), json!(1e300)),
        ("int32", json!(5.0), json!(5.5)),
        ("double", json!(u64::MAX), json!("1e999")),
        ("deleted", json!(true), json!("true")),
    ] {
        let json = json!({ name: fits });
        let item: Item = serde_json::from_value(json.clone()).unwrap();
        assert_eq!(item.extra.misfits().count(), 0, "{json}");
        let json = json!({ name: odd });
        let item: Item = serde_json::from_value(json.clone()).unwrap();
        assert_eq!(item.extra.misfits().collect::<Vec<_>>(), [(name, &json[name])]);
        assert_eq!(serde_json::to_value(&item).unwrap(), json);
    }
}

/// 16777217 is 16777216 as a Single; what came is kept, and counts as long as the field isn't changed.
#[test]
fn a_number_with_more_digits_than_its_type_is_kept_beside_it() {
    let json = json!({"single": 16777217, "double": 9007199254740993_i64});
    let mut item: Item = serde_json::from_value(json.clone()).unwrap();
    assert_eq!((item.single, item.double), (Some(16777216.0), Some(9007199254740992.0)));
    assert_eq!(serde_json::to_value(&item).unwrap(), json);
    item.single = Some(0.1);
    assert_eq!(serde_json::to_value(&item).unwrap()["single"], json!(0.1));
}
