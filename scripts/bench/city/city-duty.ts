import { minutes } from '../../../src/domain/instant.ts'
import type { Roster, RosterOverride, Shift } from '../../../src/domain/roster/roster.ts'
import type { Duty } from '../../../src/domain/routing/duty.ts'
import { type CitySize, personId, unitId } from './city-table.ts'

/** Fri 2026-11-27 14:05 in Shanghai. */
export const cityNow = Date.parse('2026-11-27T14:05:00+08:00')
const day = minutes(24 * 60)

/**
 * Rosters of a city: by day two by name, at night and at weekends by turns of a week, the officers by turns of a day; somebody
 * is ill now and then. Every tenth unit has nobody on Sunday nights.
 */
export function cityDuty({ rosters }: CitySize): Duty {
  const centre: Roster = {
    id: 'centre',
    name: { 'zh-CN': '值班员', en: 'officers' },
    covers: 'centre',
    rotations: [
      {
        id: 'turn',
        firstDate: '2026-01-05',
        handOver: '08:00',
        everyDays: 1,
        groups: [['duty-0'], ['duty-1'], ['duty-2'], ['duty-3']],
      }, // Mon
    ],
    shifts: [shift('all', [1, 2, 3, 4, 5, 6, 7], '00:00', '24:00', { rotation: 'turn' })],
    overrides: [],
  }
  return {
    revision: 1,
    rosters: [centre, ...Array.from({ length: rosters - 1 }, (_, index) => rosterOf(index))],
    overrides: [
      {
        id: 'storm',
        kind: 'sendAll',
        line: null,
        to: unitId(1),
        from: cityNow + 3 * day,
        until: cityNow + 3 * day + minutes(300),
        by: 'system',
        at: cityNow,
        reason: 'storm',
        ended: null,
      },
    ],
  }
}

function rosterOf(unit: number): Roster {
  const person = (place: number): string => personId(unit, place)
  const nights = unit % 10 === 9 ? [1, 2, 3, 4, 5, 6] : [1, 2, 3, 4, 5, 6, 7]
  return {
    id: `roster-${unit}`,
    name: { 'zh-CN': `值班表${unit}`, en: `roster ${unit}` },
    covers: unitId(unit),
    rotations: [
      {
        id: 'turn',
        firstDate: '2026-01-05', // Mon
        handOver: '08:30',
        everyDays: 7,
        groups: [[person(2)], [person(3)], [person(4), person(5)]],
      },
    ],
    shifts: [
      shift('day', 'workdays', '08:00', '18:00', { people: [person(0), person(1)] }),
      shift('weekend', 'daysOff', '08:00', '18:00', { rotation: 'turn' }),
      shift('night', nights, '18:00', '08:00', { rotation: 'turn' }),
    ],
    overrides: Array.from({ length: 8 }, (_, index): RosterOverride => {
      const from = cityNow + (unit + index * 40) * day
      const [off, on] = [person(index % 6), person((index + 1) % 6)]
      return {
        id: `ill-${index}`,
        from,
        until: from + 3 * day,
        off,
        on,
        swap: null,
        by: 'system',
        at: cityNow,
        reason: 'ill',
      }
    }),
  }
}

const shift = (id: string, days: Shift['days'], from: string, to: string, on: Shift['on']): Shift => ({
  id,
  days,
  from,
  to,
  firstDate: null,
  lastDate: null,
  on,
})
