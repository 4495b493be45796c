import fc from 'fast-check';
import { SignPages, type SignPlace, type SignRow } from './sign-pages.js';

/** What is done to the pages: somebody comes, goes, or gives a sign, now or long after having gone. */
const step = fc.record({
  act: fc.constantFrom('come', 'go', 'sign'),
  who: fc.nat(30),
});

interface Guest {
  readonly place: SignPlace;
  aliveAt: number;
  here: boolean;
}

/** A guest with a row, whose clocks run out at no time. */
function guestOn({ page, row }: SignRow): Guest {
  page.setSafeUntil(row, Infinity);
  return { place: { page, row, term: page.termOf(row) }, aliveAt: 0, here: true };
}

function signs({ place: { page, row, term } }: Guest, now: number): boolean {
  return page.sign(row, term, now);
}

test('a sign by a row that was given back is never noted, whoever has the row by then', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const pages = new SignPages();
      const guests: Guest[] = [];
      let now = 0;
      for (const { act, who } of steps) {
        now += 1;
        const guest = guests[who % Math.max(1, guests.length)];
        if (act === 'come') guests.push(guestOn(pages.take()));
        else if (guest && act === 'sign') {
          expect(signs(guest, now)).toBe(guest.here);
          if (guest.here) guest.aliveAt = now;
        } else if (guest?.here) {
          pages.giveBack(guest.place);
          guest.here = false;
        }
        for (const { place, aliveAt } of guests.filter(({ here }) => here)) {
          expect(place.page.aliveAt(place.row)).toBe(aliveAt);
        }
      }
    }),
  );
});

test('nobody takes a row that somebody has, and each begins with nothing signed', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(50), { maxLength: 300 }), (choices) => {
      const pages = new SignPages();
      const taken: SignRow[] = [];
      for (const choice of choices) {
        const leaving = choice % 3 === 0 ? taken.splice(choice % taken.length, 1)[0] : undefined;
        if (leaving) pages.giveBack(leaving);
        const { page, row } = pages.take();
        expect([page.aliveAt(row), page.progressAt(row), page.safeUntil(row)]).toEqual([0, 0, 0]);
        page.setAliveAt(row, 7);
        page.setProgressAt(row, 7);
        taken.push({ page, row });
      }
      const rows = taken.map(({ page, row }) => page.first + row);
      expect(new Set(rows).size).toBe(taken.length);
    }),
  );
});

test('rows beyond one page are on another, and given back to it', () => {
  const pages = new SignPages();
  const rows = Array.from({ length: 10_000 }, () => pages.take());
  expect(new Set(rows.map(({ page }) => page)).size).toBeGreaterThan(1);
  const last = rows[9_999] as SignRow;
  pages.giveBack(last);
  expect(pages.take()).toEqual(last);
});

test('when a clock may have run out, a sign is not noted without a closer look', () => {
  const { page, row } = new SignPages().take();
  const term = page.termOf(row);
  page.setSafeUntil(row, 10);
  expect(page.sign(row, term, 10)).toBe(true);
  expect(page.sign(row, term, 11)).toBe(false);
  expect(page.aliveAt(row)).toBe(10);
});
