//! 当たり: where the literals stand in one text, and from them, only when asked for, the places of a part.

use std::cell::OnceCell;

/// A range of characters, end excluded.
type Range = (usize, usize);

/// Hits of one text. Most parts are never asked for, so their places are put together on demand;
/// lists are chains of numbers counted from one, so that a text costs few allocations.
pub(crate) struct Hits<'a> {
    parts_of_literal: &'a [Vec<usize>],
    /// Each hit with the number of the hit before it of the same literal.
    hits: Vec<(Range, u32)>,
    last_of_literal: Vec<u32>,
    /// What makes up a part, with the number of the link before it of the same part.
    links: Vec<(Link, u32)>,
    last_of_part: Vec<u32>,
    places: Vec<OnceCell<Vec<Range>>>,
}

/// One thing that stands for a part in this text.
#[derive(Clone, Copy)]
enum Link {
    Literal(usize),
    Quantity(Range),
}

impl<'a> Hits<'a> {
    pub(crate) fn new(parts_of_literal: &'a [Vec<usize>], parts: usize) -> Self {
        Self {
            parts_of_literal,
            hits: Vec::new(),
            last_of_literal: vec![0; parts_of_literal.len()],
            links: Vec::new(),
            last_of_part: vec![0; parts],
            places: vec![OnceCell::new(); parts],
        }
    }

    pub(crate) fn add(&mut self, literal: usize, range: Range) {
        let before = self.last_of_literal.get(literal).copied().unwrap_or(0);
        self.hits.push((range, before));
        let (Some(last), Ok(number)) = (self.last_of_literal.get_mut(literal), u32::try_from(self.hits.len())) else {
            return;
        };
        *last = number;
        if before == 0 {
            for part in self.parts_of_literal.get(literal).into_iter().flatten() {
                self.link(*part, Link::Literal(literal));
            }
        }
    }

    pub(crate) fn add_quantity(&mut self, part: usize, range: Range) {
        self.link(part, Link::Quantity(range));
    }

    fn link(&mut self, part: usize, link: Link) {
        if let (Some(last), Ok(number)) = (self.last_of_part.get_mut(part), u32::try_from(self.links.len() + 1)) {
            self.links.push((link, *last));
            *last = number;
        }
    }

    /// Whether the part stands anywhere.
    pub(crate) fn any(&self, part: usize) -> bool {
        self.last_of_part.get(part).is_some_and(|n| *n > 0)
    }

    /// Places of a part by start, the longest first, so that an inflection is read whole.
    pub(crate) fn of(&self, part: usize) -> &[Range] {
        let cell = self.places.get(part);
        cell.map_or(&[], |c| c.get_or_init(|| self.gather(part)))
    }

    fn gather(&self, part: usize) -> Vec<Range> {
        let mut out = Vec::new();
        for link in chain(&self.links, &self.last_of_part, part) {
            match link {
                Link::Quantity(range) => out.push(range),
                Link::Literal(literal) => {
                    out.extend(chain(&self.hits, &self.last_of_literal, literal));
                }
            }
        }
        out.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)));
        out
    }
}

/// Walks a chain from its last link to its first.
fn chain<'a, T: Copy>(links: &'a [(T, u32)], last: &[u32], of: usize) -> impl Iterator<Item = T> + use<'a, T> {
    let mut next = last.get(of).copied().unwrap_or(0) as usize;
    std::iter::from_fn(move || {
        let (item, before) = next.checked_sub(1).and_then(|n| links.get(n))?;
        next = *before as usize;
        Some(*item)
    })
}
