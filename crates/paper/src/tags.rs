//! What each piece of a page is, for those who hear the document instead of seeing it.

use std::num::NonZeroU16;

use krilla::tagging::{
    Identifier, ListNumbering, Node, TableHeaderScope, Tag, TagGroup, TagKind, TagTree,
};

/// An element of the structure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TagId(usize);

/// The structure of a document, while it is made.
#[derive(Debug, Default)]
pub(crate) struct Tags {
    elements: Vec<Element>,
    top: Vec<TagId>,
}

#[derive(Debug)]
struct Element {
    kind: TagKind,
    children: Vec<Child>,
}

#[derive(Debug)]
enum Child {
    Element(TagId),
    Content(Identifier),
}

impl Tags {
    /// A heading; `title` is what it says.
    pub(crate) fn heading(&mut self, level: u16, title: &str) -> TagId {
        self.add(
            None,
            Tag::Hn(
                NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN),
                Some(title.to_owned()),
            ),
        )
    }

    pub(crate) fn paragraph(&mut self) -> TagId {
        self.add(None, Tag::P)
    }

    pub(crate) fn list(&mut self) -> TagId {
        self.add(None, Tag::L(ListNumbering::None))
    }

    /// An item of a list, with its label and its body.
    pub(crate) fn item(&mut self, list: TagId) -> (TagId, TagId) {
        let item = self.add(Some(list), Tag::LI);
        (
            self.add(Some(item), Tag::Lbl),
            self.add(Some(item), Tag::LBody),
        )
    }

    /// A table, with its head and its body.
    pub(crate) fn table(&mut self) -> (TagId, TagId) {
        let table = self.add(None, Tag::Table);
        (
            self.add(Some(table), Tag::THead),
            self.add(Some(table), Tag::TBody),
        )
    }

    pub(crate) fn row(&mut self, part: TagId) -> TagId {
        self.add(Some(part), Tag::TR)
    }

    pub(crate) fn head_cell(&mut self, row: TagId) -> TagId {
        self.add(Some(row), Tag::TH(TableHeaderScope::Column))
    }

    pub(crate) fn cell(&mut self, row: TagId) -> TagId {
        self.add(Some(row), Tag::TD)
    }

    /// Says that a piece of a page belongs to an element.
    pub(crate) fn place(&mut self, tag: TagId, content: Identifier) {
        self.elements[tag.0].children.push(Child::Content(content));
    }

    /// The finished structure.
    pub(crate) fn finish(mut self, language: &str) -> TagTree {
        let mut tree = TagTree::new().with_lang(Some(language.to_owned()));
        for tag in std::mem::take(&mut self.top) {
            tree.push(self.group(tag));
        }
        tree
    }

    fn add(&mut self, parent: Option<TagId>, kind: impl Into<TagKind>) -> TagId {
        let id = TagId(self.elements.len());
        self.elements.push(Element {
            kind: kind.into(),
            children: Vec::new(),
        });
        match parent {
            Some(parent) => self.elements[parent.0].children.push(Child::Element(id)),
            None => self.top.push(id),
        }
        id
    }

    fn group(&mut self, tag: TagId) -> TagGroup {
        let element = &mut self.elements[tag.0];
        let kind = element.kind.clone();
        let children = std::mem::take(&mut element.children);
        let nodes = children.into_iter().map(|child| match child {
            Child::Element(id) => Node::Group(self.group(id)),
            Child::Content(content) => Node::Leaf(content),
        });
        TagGroup::with_children(kind, nodes.collect())
    }
}
