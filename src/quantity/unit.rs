//! The units that are known: how they are spelt, and what they are in the base unit of their kind. The factors are those of
//! `uom`; spellings, months and a few units that it does not have are ours.

use std::collections::HashMap;
use std::sync::LazyLock;

use uom::si::f64 as si;
use uom::si::{
    area, electric_charge, electric_current, electric_potential, energy, frequency, information, information_rate,
    length, luminance, mass, power, pressure, thermodynamic_temperature, time, torque, velocity, volume,
};

/// The base unit of time.
pub(super) const SECOND: &str = "s";

/// The most words and signs that a unit is spelt with: `miles per hour`, `cu . ft`.
pub(super) const MOST_PARTS: usize = 4;

/// A unit that is known.
#[derive(Debug, Clone, Copy)]
pub(super) struct Unit {
    /// The unit in which quantities of its kind are compared.
    pub base: &'static str,
    /// Returns so many of it in the base unit.
    pub convert: fn(f64) -> f64,
}

impl Unit {
    /// Tells whether two units are the same one.
    #[expect(clippy::float_cmp, reason = "the same factor gives the same number")]
    pub fn is(self, other: Self) -> bool {
        self.base == other.base && (self.convert)(1.0) == (other.convert)(1.0)
    }
}

/// Returns the unit that is spelt so: with signs for units in their own case or, where nothing else is meant by that, in any
/// case, and words in any case.
pub(super) fn unit(spelling: &str) -> Option<Unit> {
    let units = &*UNITS;
    let found = units.exact.get(spelling).or_else(|| units.folded.get(&spelling.to_lowercase())?.as_ref());
    found.copied()
}

struct Units {
    exact: HashMap<&'static str, Unit>,
    /// In small letters; `None` where two units differ in their case alone.
    folded: HashMap<String, Option<Unit>>,
}

static UNITS: LazyLock<Units> = LazyLock::new(|| {
    let mut units = Units { exact: HashMap::new(), folded: HashMap::new() };
    for &(spellings, base, convert) in FROM_UOM.iter().chain(OURS) {
        for spelling in spellings.split(", ") {
            let unit = Unit { base, convert };
            let twice = units.exact.insert(spelling, unit);
            debug_assert!(twice.is_none(), "`{spelling}` stands for two units");
            units
                .folded
                .entry(spelling.to_lowercase())
                .and_modify(|other| {
                    if other.is_some_and(|other| !other.is(unit)) {
                        *other = None;
                    }
                })
                // One letter means too much: `M`, `G`, `T`.
                .or_insert_with(|| Some(unit).filter(|_| spelling.chars().count() > 1));
        }
    }
    units
});

type Spelling = (&'static str, &'static str, fn(f64) -> f64);

/// A line: spellings, the base unit, the unit of `uom`.
macro_rules! units {
    ($($spellings:literal, $base:literal, $quantity:ident, $($unit:ident)::+;)+) => {
        &[$(($spellings, $base, |value| si::$quantity::new::<$($unit)::+>(value).value),)+ ]
    };
}

const FROM_UOM: &[Spelling] = units! {
    "km, kms, kilometer, kilometers, kilometre, kilometres", "m", Length, length::kilometer;
    "m, meter, meters, metre, metres", "m", Length, length::meter;
    "cm, centimeter, centimeters, centimetre, centimetres", "m", Length, length::centimeter;
    "mm, millimeter, millimeters, millimetre, millimetres", "m", Length, length::millimeter;
    "µm, μm, micrometer, micrometers, micron, microns", "m", Length, length::micrometer;
    "nm, nanometer, nanometers, nanometre, nanometres", "m", Length, length::nanometer;
    "mi, mile, miles", "m", Length, length::mile;
    "nmi, nautical mile, nautical miles", "m", Length, length::nautical_mile;
    "yd, yds, yard, yards", "m", Length, length::yard;
    "ft, foot, feet, ', ′, ’", "m", Length, length::foot;
    "in, inch, inches, \", ″, ”", "m", Length, length::inch;
    "AU, astronomical unit, astronomical units", "m", Length, length::astronomical_unit;
    "ly, light year, light years, light-year, light-years, lightyear, lightyears", "m", Length, length::light_year;
    "km², km2, sq km, sq. km, square km, square kilometer, square kilometers, square kilometre, square kilometres", "m²",
        Area, area::square_kilometer;
    "m², m2, sq m, sqm, square meter, square meters, square metre, square metres", "m²", Area, area::square_meter;
    "cm², square centimeters, square centimetres", "m²", Area, area::square_centimeter;
    "mm², square millimeters, square millimetres", "m²", Area, area::square_millimeter;
    "mi², mi2, sq mi, sq mile, sq miles, square mile, square miles", "m²", Area, area::square_mile;
    "ft², ft2, sq ft, sqft, sq feet, square foot, square feet", "m²", Area, area::square_foot;
    "sq in, in², square inch, square inches", "m²", Area, area::square_inch;
    "acre, acres", "m²", Area, area::acre;
    "ha, hectare, hectares", "m²", Area, area::hectare;
    "m³, m3, cubic meter, cubic meters, cubic metre, cubic metres", "m³", Volume, volume::cubic_meter;
    "km³, cubic kilometer, cubic kilometers, cubic kilometre, cubic kilometres", "m³", Volume, volume::cubic_kilometer;
    "cm³, cm3, cc, cubic centimeter, cubic centimeters, cubic centimetre, cubic centimetres", "m³", Volume,
        volume::cubic_centimeter;
    "ft³, ft3, cu ft, cubic foot, cubic feet", "m³", Volume, volume::cubic_foot;
    "cu in, cubic inch, cubic inches", "m³", Volume, volume::cubic_inch;
    "L, l, liter, liters, litre, litres", "m³", Volume, volume::liter;
    "mL, ml, milliliter, milliliters, millilitre, millilitres", "m³", Volume, volume::milliliter;
    "cl, cL", "m³", Volume, volume::centiliter;
    "gal, gallon, gallons", "m³", Volume, volume::gallon;
    "qt, quart, quarts", "m³", Volume, volume::quart_liquid;
    "fl oz, fluid ounce, fluid ounces", "m³", Volume, volume::fluid_ounce;
    "cup, cups", "m³", Volume, volume::cup;
    "tbsp, tablespoon, tablespoons", "m³", Volume, volume::tablespoon;
    "tsp, teaspoon, teaspoons", "m³", Volume, volume::teaspoon;
    "barrel, barrels, bbl", "m³", Volume, volume::barrel;
    "kg, kgs, kilo, kilos, kilogram, kilograms", "kg", Mass, mass::kilogram;
    "g, gram, grams, gramme, grammes", "kg", Mass, mass::gram;
    "mg, milligram, milligrams", "kg", Mass, mass::milligram;
    "µg, μg, mcg, microgram, micrograms", "kg", Mass, mass::microgram;
    "t, tonne, tonnes, metric ton, metric tons", "kg", Mass, mass::ton;
    "lb, lbs, pound, pounds", "kg", Mass, mass::pound;
    "oz, ounce, ounces", "kg", Mass, mass::ounce;
    "ct, carat, carats", "kg", Mass, mass::carat;
    "km/h, kmh, kph, kmph, km per hour, kilometers per hour, kilometres per hour", "m/s", Velocity,
        velocity::kilometer_per_hour;
    "m/s, meters per second, metres per second", "m/s", Velocity, velocity::meter_per_second;
    "km/s, kilometers per second, kilometres per second", "m/s", Velocity, velocity::kilometer_per_second;
    "mph, mi/h, miles per hour, miles/hour", "m/s", Velocity, velocity::mile_per_hour;
    "ft/s, feet per second", "m/s", Velocity, velocity::foot_per_second;
    "kn, kt, kts, knot, knots", "m/s", Velocity, velocity::knot;
    "s, sec, secs, second, seconds", "s", Time, time::second;
    "ms, msec, millisecond, milliseconds", "s", Time, time::millisecond;
    "µs, μs, microsecond, microseconds", "s", Time, time::microsecond;
    "ns, nanosecond, nanoseconds", "s", Time, time::nanosecond;
    "min, mins, minute, minutes", "s", Time, time::minute;
    "h, hr, hrs, hour, hours", "s", Time, time::hour;
    "day, days, d", "s", Time, time::day;
    "yr, yrs, year, years, y", "s", Time, time::year;
    "kW, kilowatt, kilowatts", "W", Power, power::kilowatt;
    "W, watt, watts", "W", Power, power::watt;
    "MW, megawatt, megawatts", "W", Power, power::megawatt;
    "GW, gigawatt, gigawatts", "W", Power, power::gigawatt;
    "mW, milliwatt, milliwatts", "W", Power, power::milliwatt;
    "hp, bhp, horsepower", "W", Power, power::horsepower;
    "PS, metric horsepower", "W", Power, power::horsepower_metric;
    "kWh, kilowatt hour, kilowatt hours, kilowatt-hour, kilowatt-hours", "J", Energy, energy::kilowatt_hour;
    "Wh, watt hour, watt hours, watt-hour, watt-hours", "J", Energy, energy::watt_hour;
    "MWh, megawatt hours, megawatt-hours", "J", Energy, energy::megawatt_hour;
    "GWh, gigawatt hours, gigawatt-hours", "J", Energy, energy::gigawatt_hour;
    "TWh, terawatt hours, terawatt-hours", "J", Energy, energy::terawatt_hour;
    "J, joule, joules", "J", Energy, energy::joule;
    "kJ, kilojoule, kilojoules", "J", Energy, energy::kilojoule;
    "MJ, megajoule, megajoules", "J", Energy, energy::megajoule;
    "kcal, kcals, kilocalorie, kilocalories", "J", Energy, energy::kilocalorie;
    "Nm, N·m, newton meter, newton meters, newton metres, newton-meters, newton-metres", "N·m", Torque, torque::newton_meter;
    "lb-ft, lb·ft, lb ft, lbs-ft, ft-lb, ft-lbs, ft lb, ft lbs, ft·lb, pound-feet, pound feet", "N·m", Torque,
        torque::pound_force_foot;
    "Pa, pascal, pascals", "Pa", Pressure, pressure::pascal;
    "hPa, hectopascal, hectopascals", "Pa", Pressure, pressure::hectopascal;
    "kPa, kilopascal, kilopascals", "Pa", Pressure, pressure::kilopascal;
    "MPa, megapascal, megapascals", "Pa", Pressure, pressure::megapascal;
    "bar, bars", "Pa", Pressure, pressure::bar;
    "psi, PSI", "Pa", Pressure, pressure::psi;
    "atm, atmosphere, atmospheres", "Pa", Pressure, pressure::atmosphere;
    "mmHg, mm Hg", "Pa", Pressure, pressure::millimeter_of_mercury;
    "°C, ℃, degrees Celsius, degrees C, deg C", "K", ThermodynamicTemperature, thermodynamic_temperature::degree_celsius;
    "°F, ℉, degrees Fahrenheit, degrees F, deg F", "K", ThermodynamicTemperature,
        thermodynamic_temperature::degree_fahrenheit;
    "kelvin, kelvins", "K", ThermodynamicTemperature, thermodynamic_temperature::kelvin;
    "V, volt, volts", "V", ElectricPotential, electric_potential::volt;
    "kV, kilovolt, kilovolts", "V", ElectricPotential, electric_potential::kilovolt;
    "mV, millivolt, millivolts", "V", ElectricPotential, electric_potential::millivolt;
    "A, amp, amps, ampere, amperes", "A", ElectricCurrent, electric_current::ampere;
    "mA, milliamp, milliamps", "A", ElectricCurrent, electric_current::milliampere;
    "Ah, amp hours, amp-hours", "A·s", ElectricCharge, electric_charge::ampere_hour;
    "mAh, milliamp hours, milliamp-hours", "A·s", ElectricCharge, electric_charge::milliampere_hour;
    "Hz, hertz", "Hz", Frequency, frequency::hertz;
    "kHz, kilohertz", "Hz", Frequency, frequency::kilohertz;
    "MHz, megahertz", "Hz", Frequency, frequency::megahertz;
    "GHz, gigahertz", "Hz", Frequency, frequency::gigahertz;
    "THz, terahertz", "Hz", Frequency, frequency::terahertz;
    "B, byte, bytes", "B", Information, information::byte;
    "kB, KB, kilobyte, kilobytes", "B", Information, information::kilobyte;
    "MB, megabyte, megabytes", "B", Information, information::megabyte;
    "GB, gigabyte, gigabytes", "B", Information, information::gigabyte;
    "TB, terabyte, terabytes", "B", Information, information::terabyte;
    "PB, petabyte, petabytes", "B", Information, information::petabyte;
    "KiB, kibibyte, kibibytes", "B", Information, information::kibibyte;
    "MiB, mebibyte, mebibytes", "B", Information, information::mebibyte;
    "GiB, gibibyte, gibibytes", "B", Information, information::gibibyte;
    "TiB, tebibyte, tebibytes", "B", Information, information::tebibyte;
    "bps, bit/s, bits per second", "bit/s", InformationRate, information_rate::bit_per_second;
    "kbps, Kbps, kbit/s, kb/s, kilobits per second", "bit/s", InformationRate, information_rate::kilobit_per_second;
    "Mbps, Mbit/s, Mb/s, megabits per second", "bit/s", InformationRate, information_rate::megabit_per_second;
    "Gbps, Gbit/s, Gb/s, gigabits per second", "bit/s", InformationRate, information_rate::gigabit_per_second;
    "Tbps, Tbit/s, Tb/s, terabits per second", "bit/s", InformationRate, information_rate::terabit_per_second;
    "KB/s, kB/s, kilobytes per second", "bit/s", InformationRate, information_rate::kilobyte_per_second;
    "MB/s, megabytes per second", "bit/s", InformationRate, information_rate::megabyte_per_second;
    "GB/s, gigabytes per second", "bit/s", InformationRate, information_rate::gigabyte_per_second;
    "TB/s, terabytes per second", "bit/s", InformationRate, information_rate::terabyte_per_second;
    "nit, nits, cd/m²", "cd/m²", Luminance, luminance::candela_per_square_meter;
};

/// What `uom` does not have: months are a twelfth of its year of 365 days.
const OURS: &[Spelling] = &[
    ("week, weeks, wk, wks", "s", |value| value * 604_800.0),
    ("month, months, mo, mos", "s", |value| value * 2_628_000.0),
    ("decade, decades", "s", |value| value * 315_360_000.0),
    ("cal, calorie, calories, Calories", "calories", |value| value),
    ("rpm, revolutions per minute", "rpm", |value| value),
    ("mpg, miles per gallon, miles/gallon", "mpg", |value| value),
    ("MPGe, mpge", "MPGe", |value| value),
    ("fps, frames per second", "fps", |value| value),
    ("px, pixel, pixels", "px", |value| value),
    ("MP, megapixel, megapixels", "px", |value| value * 1e6),
    ("ppi, pixels per inch", "ppi", |value| value),
    ("dpi, DPI, dots per inch", "dpi", |value| value),
    ("dB, decibel, decibels", "dB", |value| value),
    ("dBA", "dBA", |value| value),
    ("Mach, mach", "Mach", |value| value),
    ("lumen, lumens, lm", "lm", |value| value),
    ("TFLOPS, TFLOPs, teraflops", "FLOPS", |value| value * 1e12),
    ("GFLOPS, GFLOPs, gigaflops", "FLOPS", |value| value * 1e9),
    ("TOPS", "TOPS", |value| value),
    ("IU", "IU", |value| value),
    ("bit, bits", "bit", |value| value),
    // Of angles and of several scales of temperature.
    ("°, degree, degrees", "°", |value| value),
    // Short, long or metric.
    ("ton, tons", "tons", |value| value),
];
