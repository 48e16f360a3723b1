import type { RoutingTable, Unit } from '../routing-table.ts'
import { type Difference, difference, type Sides } from './difference.ts'
import { fieldChanges, wordChanges } from './field-changes.ts'
import { pair } from './names.ts'
import { list, type Saying, text } from './saying.ts'

/** Units that come and go, their names, levels, heads and teams. @param told units whose people are told by another sentence. */
export function diffUnits({ before, after }: Sides, told: ReadonlySet<string>): readonly Difference[] {
  const tables = { before: before.rules.table, after: after.rules.table }
  const { both, gone, added } = pair(tables.before.units, tables.after.units, ({ id }) => id)
  return [
    ...gone.map(({ id, name }) =>
      difference('unit', text('unitGone', { unit: { words: name } }), { weakens: true, units: [id] }),
    ),
    ...added.map(({ id, name, responders }) => {
      const people = list(
        responders.map((person) => ({ words: person.name })),
        'inTurn',
      )
      return difference('unit', text('unitNew', { unit: { words: name }, people }), { units: [id] })
    }),
    ...both.flatMap(({ key, before: was, after: is }) => changesOf(key, was, is, tables, told.has(key))),
  ]
}

function changesOf(
  id: string,
  was: Unit,
  is: Unit,
  tables: { readonly before: RoutingTable; readonly after: RoutingTable },
  isTold: boolean,
): readonly Difference[] {
  const what: Saying = { words: is.name }
  const about = { units: [id] }
  const headOf = ({ head }: Unit): Saying => (head === null ? text('nobody') : { words: head.name })
  const teams = pair(was.teams, is.teams, (team) => team.id)
  const members = (unit: Unit, ids: readonly string[]): Saying =>
    list(
      ids.map((person) => ({ words: unit.responders.find((one) => one.id === person)?.name ?? {} })),
      'inTurn',
    )
  const reordered = teamsOf(was, teams) !== teamsOf(is, teams)
  return [
    ...wordChanges('unit', { words: was.name }, was.name, is.name, about),
    ...fieldChanges('unit', what, { before: was, after: is }, [{ of: 'level' }], tables, about),
    ...(was.head?.id === is.head?.id
      ? []
      : [
          difference('unit', text('headOther', { unit: what, after: headOf(is), before: headOf(was) }), {
            ...about,
            weakens: is.head === null,
          }),
        ]),
    ...teams.gone.map(({ name }) => difference('unit', text('teamGone', { unit: what, team: { words: name } }), about)),
    ...teams.added.map((team) =>
      difference(
        'unit',
        text('teamNew', { unit: what, team: { words: team.name }, people: members(is, team.members) }),
        about,
      ),
    ),
    ...teams.both.flatMap(({ before, after }) => [
      ...wordChanges(
        'unit',
        text('teamOf', { unit: what, team: { words: before.name } }),
        before.name,
        after.name,
        about,
      ),
      ...(isTold || before.members.join() === after.members.join()
        ? []
        : [
            difference(
              'unit',
              text('teamMembers', {
                team: text('teamOf', { unit: what, team: { words: after.name } }),
                after: members(is, after.members),
                before: members(was, before.members),
              }),
              about,
            ),
          ]),
    ]),
    ...(reordered && !isTold
      ? [
          difference(
            'unit',
            text('teamsOrdered', {
              unit: what,
              teams: list(
                is.teams.map(({ name }) => ({ words: name })),
                'inTurn',
              ),
            }),
            about,
          ),
        ]
      : []),
    ...(isTold || peopleOf(was, is) === peopleOf(is, was)
      ? []
      : [
          difference(
            'unit',
            text('respondersOrdered', {
              unit: what,
              people: list(
                is.responders.map(({ name }) => ({ words: name })),
                'inTurn',
              ),
            }),
            about,
          ),
        ]),
  ]
}

/** Teams that stay, in their order. */
const teamsOf = ({ teams }: Unit, { both }: { readonly both: readonly { readonly key: string }[] }): string =>
  teams.flatMap(({ id }) => (both.some(({ key }) => key === id) ? [id] : [])).join()

/** Responders that stay, in their order. */
const peopleOf = (unit: Unit, other: Unit): string =>
  unit.responders.flatMap(({ id }) => (other.responders.some((one) => one.id === id) ? [id] : [])).join()
