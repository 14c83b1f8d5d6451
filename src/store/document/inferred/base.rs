//! What the base holds that bears on the unclear rows of a document: the attributes, values and words of the documents that
//! have a figure in common with it.

use std::collections::{HashMap, HashSet};

use rusqlite::{Connection, named_params};

use super::rule::{self, Known};
use crate::error::Result;
use crate::model::{AttributeId, Candidate, DocumentId, FigureId};
use crate::store::name::known;

/// What the other documents say that have a figure in common with one.
pub(super) struct Base<'a> {
    connection: &'a Connection,
    document: DocumentId,
    figures: &'a [FigureId],
    /// The attributes that were asked for: `None` for one that none of these documents states of one of the figures.
    attributes: HashMap<String, Option<AttributeId>>,
}

impl<'a> Base<'a> {
    pub fn new(connection: &'a Connection, document: DocumentId, figures: &'a [FigureId]) -> Self {
        Self { connection, document, figures, attributes: HashMap::new() }
    }

    pub fn attributes_that_are_stated(&self) -> Result<HashSet<AttributeId>> {
        let mut statement = self.connection.prepare_cached(include_str!("stated_attributes.sql"))?;
        let attributes = statement.query_map(named_params! { ":document_id": self.document }, |row| row.get(0))?;
        Ok(attributes.collect::<rusqlite::Result<_>>()?)
    }

    pub fn known(&mut self, candidate: &Candidate, raw: &str, words: &[&str]) -> Result<Known> {
        let cuts = words.iter().filter(|word| rule::cuts(candidate, raw, word)).count();
        let Some(attribute) = self.attribute(&candidate.attribute)? else {
            return Ok(Known { cuts, ..Known::default() });
        };
        let mut same = Vec::new();
        for (figure, text) in self.figures.iter().zip(&candidate.values).filter(|(_, text)| !text.is_empty()) {
            let sql = include_str!("states_the_same.sql");
            let cell = named_params! {
                ":document_id": self.document, ":figure_id": figure, ":attribute_id": attribute, ":text": text,
            };
            if self.connection.prepare_cached(sql)?.exists(cell)? {
                same.push(text.clone());
            }
        }
        Ok(Known { attribute: true, same, cuts })
    }

    /// Returns the attribute of a name where another document states it of one of the figures.
    fn attribute(&mut self, name: &str) -> Result<Option<AttributeId>> {
        if let Some(known) = self.attributes.get(name) {
            return Ok(*known);
        }
        let mut found = known::attribute(self.connection, name)?;
        if let Some(attribute) = found {
            let mut statement = self.connection.prepare_cached(include_str!("states_attribute.sql"))?;
            let mut is_stated = false;
            for figure in self.figures {
                let cell = named_params! {
                    ":document_id": self.document, ":figure_id": figure, ":attribute_id": attribute,
                };
                is_stated |= statement.exists(cell)?;
            }
            found = found.filter(|_| is_stated);
        }
        self.attributes.insert(name.to_owned(), found);
        Ok(found)
    }

    /// Returns the words with a capital inside that stand in a row and in a text of these documents.
    pub fn words<'r>(&self, raw: &'r str) -> Result<Vec<&'r str>> {
        let mut known = Vec::new();
        for word in rule::inner_words(raw) {
            let query = format!("\"{word}\"");
            let parameters = named_params! { ":document_id": self.document, ":query": query, ":word": word };
            if self.connection.prepare_cached(include_str!("has_word.sql"))?.exists(parameters)? {
                known.push(word);
            }
        }
        Ok(known)
    }
}
