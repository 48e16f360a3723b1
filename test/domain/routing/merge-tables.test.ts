import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { changesBetween, mergeTables } from '../../../src/domain/routing/merge/merge-tables.ts'
import { isSame } from '../../../src/domain/routing/merge/merge-values.ts'
import { onePhone } from '../../../src/domain/routing/phones-of.ts'
import type { RoutingTable } from '../../../src/domain/routing/routing-table.ts'
import { smallTable } from './small-table.ts'

const anArea = (id: string, key: string | null = null) => ({ id, name: { 'zh-CN': id, en: id }, key, prefixes: [] })
const base: RoutingTable = {
  ...smallTable,
  areas: ['north', 'south', 'harbour'].map((id) => anArea(id)),
  calendar: [{ date: '2026-10-01', kind: 'holiday', name: { 'zh-CN': '国庆节', en: 'National Day' } }],
}
/** A table that can be edited. */
type Loose<T> = T extends object ? { -readonly [Name in keyof T]: Loose<T[Name]> } : T
/** A copy in which something is done. */
const edited = (act: (table: Loose<RoutingTable>) => void, table: RoutingTable = base): RoutingTable => {
  const copy = structuredClone(table) as Loose<RoutingTable>
  act(copy)
  return copy
}
const places = (changes: ReturnType<typeof mergeTables>['changes']) =>
  changes.map(
    ({ place, of, by, collides }) => `${place}${of === 'order' ? ' (order)' : ''} ${by}${collides ? ' !' : ''}`,
  )

describe('mergeTables', () => {
  it('puts what touches different places together, and names the places by what stands there', () => {
    const theirs = edited((table) => {
      table.units[0]!.responders[0]!.phones = [...onePhone('13900000077')]
      table.routes[0]!.ringSeconds = 30
    })
    const yours = edited((table) => {
      table.units[0]!.responders[1]!.name.en = 'Robert'
      table.routes[1]!.ringSeconds = 25
      table.timings.decideSeconds = 30
    })
    const { table, changes } = mergeTables(base, theirs, yours)
    expect(places(changes)).toEqual([
      'units[works].responders[ann].phones[13900000001] theirs',
      'units[works].responders[ann].phones[13900000077] theirs',
      'units[works].responders[bob].name.en yours',
      'routes[water/*/hours].ringSeconds theirs',
      'routes[water/*/*].ringSeconds yours',
      'timings.decideSeconds yours',
    ])
    expect(table.units[0]?.responders.map(({ name, phones }) => [name.en, phones[0]?.number])).toEqual([
      ['ann', '13900000077'],
      ['Robert', '13900000002'],
    ])
    expect(table.routes.map(({ ringSeconds }) => ringSeconds)).toEqual([30, 25, 15])
    expect(table.timings.decideSeconds).toBe(30)
  })

  it('tells base, theirs and yours where both have changed one place, and keeps theirs', () => {
    const theirs = edited((table) => {
      table.routes[0]!.ringSeconds = 30
    })
    const yours = edited((table) => {
      table.routes[0]!.ringSeconds = 40
    })
    const { table, changes } = mergeTables(base, theirs, yours)
    expect(changes).toEqual([
      {
        place: 'routes[water/*/hours].ringSeconds',
        of: 'value',
        by: 'both',
        collides: true,
        base: 20,
        theirs: 30,
        yours: 40,
      },
    ])
    expect(table.routes[0]?.ringSeconds).toBe(30)
  })

  it.each<[string, (table: Loose<RoutingTable>) => void, (table: Loose<RoutingTable>) => void, string[]]>([
    [
      'the same change by both is none to quarrel about',
      (table) => {
        table.routes[0]!.ringSeconds = 30
      },
      (table) => {
        table.routes[0]!.ringSeconds = 30
      },
      ['routes[water/*/hours].ringSeconds both'],
    ],
    [
      'one takes an entry away that the other changes',
      (table) => void table.areas.splice(0, 1),
      (table) => {
        table.areas[0]!.name.en = 'North Town'
      },
      ['areas[north] both !'],
    ],
    [
      'both add an entry of the same name, each another',
      (table) => void table.areas.push(anArea('east', '1')),
      (table) => void table.areas.push(anArea('east', '2')),
      ['areas[east] both !'],
    ],
    [
      'both take the same entry away',
      (table) => void table.areas.pop(),
      (table) => void table.areas.pop(),
      ['areas[harbour] both'],
    ],
    [
      'both move entries, each otherwise',
      (table) => void table.areas.reverse(),
      (table) => void table.areas.push(...table.areas.splice(0, 1)),
      ['areas (order) both !'],
    ],
    [
      'one gives a head, the other another',
      (table) => {
        table.units[1]!.head = { id: 'h1', name: {}, phones: [] }
      },
      (table) => {
        table.units[1]!.head = { id: 'h2', name: {}, phones: [] }
      },
      ['units[shops].head both !'],
    ],
    [
      'hours without names of their own change as a whole',
      (table) => {
        table.windows[0]!.frames[0]!.to = '20:00'
      },
      (table) => void table.windows[0]!.frames.push({ days: [6], from: '09:00', to: '12:00' }),
      ['windows[hours].frames both !'],
    ],
  ])('%s', (_, their, your, said) => {
    expect(places(mergeTables(base, edited(their), edited(your)).changes)).toEqual(said)
  })

  it('keeps the order that one has chosen and adds what the other has added, behind what it followed', () => {
    const theirs = edited((table) => void table.areas.reverse())
    const yours = edited((table) => void table.areas.splice(2, 0, anArea('market')))
    const { table, changes } = mergeTables(base, theirs, yours)
    expect(places(changes)).toEqual(['areas[market] yours', 'areas (order) theirs'])
    expect(table.areas.map(({ id }) => id)).toEqual(['harbour', 'south', 'market', 'north'])
    const both = mergeTables(
      base,
      edited((one) => void one.areas.push(anArea('a'))),
      edited((one) => void one.areas.push(anArea('b'))),
    )
    expect(both.table.areas.map(({ id }) => id)).toEqual(['north', 'south', 'harbour', 'a', 'b'])
  })

  it('takes a list whose names are not unique as a whole', () => {
    const double = edited((table) => void table.areas.push(...table.areas.slice(0, 1)))
    const yours = edited((table) => {
      table.areas[1]!.name.en = 'South'
    }, double)
    expect(places(mergeTables(double, double, yours).changes)).toEqual(['areas yours'])
  })
})

test('changesBetween tells what stood and what stands', () => {
  const changed = edited((table) => {
    table.areas.shift()
    table.timings.confirmBy = '08:00'
  })
  expect(changesBetween(base, changed)).toEqual([
    { place: 'areas[north]', before: base.areas[0], after: null },
    { place: 'timings.confirmBy', before: '09:00', after: '08:00' },
  ])
  expect(changesBetween(base, structuredClone(base))).toEqual([])
})

/** Edits of places that have nothing to do with each other, whatever order they are made in. */
const edits: readonly ((table: Loose<RoutingTable>, salt: number) => void)[] = [
  (table, salt) => {
    table.routes[0]!.ringSeconds = 30 + salt
  },
  (table, salt) => {
    table.routes[1]!.ringSeconds = 40 + salt
  },
  (table, salt) => {
    table.units.find(({ id }) => id === 'works')!.responders[0]!.name.en = `ann ${salt}`
  },
  (table, salt) => {
    table.units.find(({ id }) => id === 'works')!.promises.arriveMinutes = 35 + salt
  },
  (table, salt) => {
    table.units.find(({ id }) => id === 'shops')!.head = { id: `h${salt}`, name: {}, phones: [] }
  },
  (table, salt) => void table.notices.push({ id: `n${salt}`, text: { 'zh-CN': '台风', en: 'storm' } }),
  (table) => {
    table.areas = table.areas.filter(({ id }) => id !== 'south')
  },
  (table, salt) => {
    table.areas.find(({ id }) => id === 'north')!.prefixes = [`0576${salt}`]
  },
  (table, salt) => {
    table.calendar[0]!.name.en = `day ${salt}`
  },
  (table) => {
    table.calendar = [...table.calendar, { date: '2026-10-10', kind: 'workday', name: {} }]
  },
  (table, salt) => {
    table.windows[0]!.frames[0]!.to = `1${salt}:00`
  },
  (table, salt) => {
    table.ladders.feedback = table.ladders.feedback.slice(0, salt % 3)
  },
  (table, salt) => {
    table.timings.wrongKeys = 4 + salt
  },
  (table) => void table.menus[0]!.entries.reverse(),
  (table, salt) => {
    table.centre.name.en = `centre ${salt}`
  },
]
const someEdits = fc.uniqueArray(fc.tuple(fc.nat({ max: edits.length - 1 }), fc.nat({ max: 8 })), {
  selector: ([edit]) => edit,
})

describe('any two changes of a table', () => {
  it('that touch different places are both made, and nothing else', () => {
    fc.assert(
      fc.property(someEdits, fc.nat({ max: edits.length }), (chosen, cut) => {
        const apply = (list: typeof chosen, table: RoutingTable = base) =>
          edited((copy) => {
            for (const [edit, salt] of list) edits[edit]?.(copy, salt)
          }, table)
        const [their, your] = [chosen.slice(0, cut), chosen.slice(cut)]
        const { table, changes } = mergeTables(base, apply(their), apply(your))
        expect(changes.filter(({ collides }) => collides)).toEqual([])
        expect(table).toEqual(apply(your, apply(their)))
      }),
    )
  })

  it('are lost nowhere: every place of yours is in the result, or named with both values', () => {
    fc.assert(
      fc.property(someEdits, someEdits, (their, your) => {
        const apply = (list: typeof their) =>
          edited((copy) => {
            for (const [edit, salt] of list) edits[edit]?.(copy, salt)
          })
        const [theirs, yours] = [apply(their), apply(your)]
        const { table, changes } = mergeTables(base, theirs, yours)
        const collisions = changes.filter(({ collides }) => collides).map(({ place }) => place)
        const missing = mergeTables(base, table, yours).changes.filter(({ by, collides }) => by === 'yours' || collides)
        for (const { place } of missing) expect(collisions).toContain(place)
        if (collisions.length === 0) {
          const turned = mergeTables(base, yours, theirs)
          expect(turned.changes.some(({ collides }) => collides)).toBe(false)
        }
      }),
    )
  })

  it('of which one is none give the other', () => {
    fc.assert(
      fc.property(someEdits, (list) => {
        const changed = edited((copy) => {
          for (const [edit, salt] of list) edits[edit]?.(copy, salt)
        })
        expect(mergeTables(base, base, changed).table).toEqual(changed)
        expect(mergeTables(base, changed, base).table).toEqual(changed)
        expect(isSame(mergeTables(base, changed, changed).table, changed)).toBe(true)
      }),
    )
  })
})
