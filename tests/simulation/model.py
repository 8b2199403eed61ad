"""What each laptop must know and show, told from the rules of the exchange alone. Nothing of the program is used here.

A person is `(name, side, lead)`; an audience is a set of tokens: `side:audit`, `lead:audit`, a name."""

from collections import namedtuple

Write = namedtuple("Write", "n laptop place tier value over")
"""`place`: (record, field); `over`: numbers of the writes it was shown and replaced."""


class Model:
    """`known` holds n for what a laptop knows, and -n for what it knows to be there."""

    def __init__(self):
        self.writes, self.known, self.person = {}, {}, {}
        self.granted = {}  # number of a grant -> (record, tier, tokens, laptop)
        self.stops = {}  # number of a stop -> (laptops, what of theirs counts)
        self.count = 0

    def _new(self, laptop):
        self.count += 1
        self.known[laptop] |= {self.count, -self.count}
        return self.count

    def join(self, laptop, person, known=()):
        self.person[laptop], self.known[laptop] = person, set(known)

    def grant(self, laptop, record, tier, tokens):
        self.granted[self._new(laptop)] = (record, tier, frozenset(tokens), laptop)

    def write(self, laptop, record, field, tier, value):
        over = frozenset(one.n for one in self.standing(laptop, (record, field)))
        n = self._new(laptop)
        self.writes[n] = Write(n, laptop, (record, field), tier, value, over)

    def stop(self, laptop, stopped):
        counts = {-n for n in self.known[laptop] if n < 0}
        self.stops[self._new(laptop)] = (frozenset(stopped), counts)

    def may(self, person, record, tier, known):
        name, side, lead = person
        held = {name, f"side:{side}", *([f"lead:{side}"] if lead else [])}
        return any(held & tokens for n, (r, t, tokens, _) in self.granted.items() if n in known and (r, t) == (record, tier))

    def handed(self, giver, taker):
        """What a bundle for somebody brings, with all that he has by now: of what is not for him, that it is there."""
        known, person = self.known[giver], self.person[taker]
        hidden = {n for n, one in self.writes.items() if not self.may(person, one.place[0], one.tier, known)}
        return known - hidden

    def void(self, laptop):
        """What does not count there: of a laptop that was stopped, after it."""
        stops = [stop for n, stop in self.stops.items() if n in self.known[laptop]]
        by = {**{n: one.laptop for n, one in self.writes.items()}, **{n: who for n, (*_, who) in self.granted.items()}}
        return {n for n, laptop in by.items() for who, counts in stops if laptop in who and n not in counts}

    def sees(self, laptop, record, tier):
        """Whether the record is there with that tier."""
        return self.may(self.person[laptop], record, tier, self.known[laptop] - self.void(laptop))

    def standing(self, laptop, place):
        void, known = self.void(laptop), self.known[laptop]
        held = [self.writes[n] for n in known - void if n in self.writes and self.writes[n].place == place]
        gone, more = set(), {n for one in held for n in one.over}
        while more:  # who replaced what does not count had seen what that replaced
            gone, more = gone | more, {m for n in more & void & self.writes.keys() for m in self.writes[n].over} - gone
        return [one for one in held if one.n not in gone]

    def torn(self, laptop, place):
        """Whether two people wrote different things there."""
        return len({one.value for one in self.standing(laptop, place)}) > 1
