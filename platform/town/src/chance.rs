//! さいころ: chance that falls the same way for the same seed, so that the same city is made on every machine.

/// A stream of numbers (SplitMix64, Steele et al. 2014). Not for secrets.
#[derive(Debug, Clone)]
pub(crate) struct Chance(u64);

fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

impl Chance {
    pub(crate) fn new(seed: u64) -> Self {
        Self(mix(seed ^ 0x746f_776e))
    }

    /// A stream of its own for the `n`th thing: what is drawn from it changes nothing elsewhere.
    pub(crate) fn of(&self, n: u64) -> Self {
        Self(mix(self.0 ^ mix(n.wrapping_add(0x9e37_79b9_7f4a_7c15))))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mix(self.0)
    }

    /// 0 to `n` - 1; 0 for none.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        let n = n.max(1) as u128;
        usize::try_from((u128::from(self.next()) * n) >> 64).unwrap_or(0)
    }

    /// `from` to `to`, both included.
    pub(crate) fn between(&mut self, from: i32, to: i32) -> i32 {
        let span = usize::try_from(to - from + 1).unwrap_or(1);
        from + i32::try_from(self.below(span)).unwrap_or(0)
    }

    /// True in so many cases of a hundred.
    pub(crate) fn percent(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// True once in so many cases.
    pub(crate) fn once_in(&mut self, cases: usize) -> bool {
        self.below(cases) == 0
    }

    pub(crate) fn pick<'t, T>(&mut self, things: &'t [T]) -> Option<&'t T> {
        things.get(self.below(things.len()))
    }

    /// The place of one of the weights, the heavier the likelier. None if all are 0.
    pub(crate) fn weighed(&mut self, weights: impl Iterator<Item = u32> + Clone) -> Option<usize> {
        let sum: u64 = weights.clone().map(u64::from).sum();
        let mut at = self.below(usize::try_from(sum).ok()?) as u64;
        weights.enumerate().find_map(|(place, weight)| match at.checked_sub(u64::from(weight)) {
            Some(rest) => {
                at = rest;
                None
            }
            None => Some(place),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_falls_the_same_way_and_another_does_not() {
        let draw = |seed| (0..20).map(|n| Chance::new(seed).of(n).below(1_000_000)).collect::<Vec<_>>();
        assert_eq!(draw(7), draw(7));
        assert_ne!(draw(7), draw(8));
    }

    #[test]
    fn what_is_drawn_stays_within_what_was_asked() {
        let mut chance = Chance::new(1);
        let drawn: Vec<i32> = (0..2_000).map(|_| chance.between(-3, 3)).collect();
        for n in -3..=3 {
            assert!(drawn.contains(&n), "{n}");
        }
        assert!(drawn.iter().all(|n| (-3..=3).contains(n)));
    }

    #[test]
    fn the_heavier_comes_oftener_and_what_weighs_nothing_never() {
        let mut chance = Chance::new(1);
        let mut counts = [0; 3];
        for _ in 0..3_000 {
            counts[chance.weighed([1, 0, 3].into_iter()).unwrap()] += 1;
        }
        assert!(counts[0] > 500 && counts[1] == 0 && counts[2] > 2 * counts[0], "{counts:?}");
        assert_eq!(chance.weighed([0, 0].into_iter()), None);
    }
}
