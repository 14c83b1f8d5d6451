//! Closed sets of words, such as the statuses of a report: how they are declared.

/// Declares a closed set of words: an enum, its names in order, and both directions between them.
macro_rules! closed_set {
    ($(#[$meta:meta])* $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $name { $($(#[$variant_meta])* $variant,)+ }

        impl $name {
            /// Every member's name, as it stands in the base, on the command line and in exports.
            pub const NAMES: &[&str] = &[$($text),+];

            /// Returns all members, in their order.
            pub fn all() -> impl Iterator<Item = Self> {
                Self::NAMES.iter().filter_map(|name| Self::from_name(name))
            }

            /// Returns the member's name.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }

            /// Returns the member of that name, `None` when there is none.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($text => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}
pub(crate) use closed_set;
