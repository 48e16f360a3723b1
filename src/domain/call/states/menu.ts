/**
 * Promise to the citizen: one level of at most eight kinds (a kind may open one second level), danger to life first, any
 * key works at any moment, and whoever can't or won't press a key reaches a person.
 */
import { lineOf } from '../../routing/line-of.ts'
import type { Menu, MenuEntry } from '../../routing/routing-table.ts'
import type { Family, PositionAt } from '../family.ts'
import type { Phrase } from '../phrase.ts'
import { chooseCategory, chooseDanger, chooseOfficer } from '../steps/choosing.ts'
import { askForPin, codeKey } from '../steps/phone-code.ts'
import { goTo, sayToCaller, setTimer, type Turn } from '../turn.ts'

type AtMenu = PositionAt<'menu'>

export const menu: Family<'menu'> = {
  enter: (turn, position, before) => sayToCaller(turn, [...before, ...menuPhrases(turn, position)]),
  on(turn, event, position) {
    switch (event.type) {
      case 'DigitPressed':
        return event.leg === turn.state.caller ? menuKey(turn, event.digit, position) : undefined
      // A menu that can't be played has been heard as far as it ever will: the flow goes on all the same.
      case 'PromptFinished':
      case 'PromptFailed':
        return setTimer(turn, 'key', turn.facts.table.timings.noKeySeconds)
      case 'TimerFired':
        return event.timer === 'key' ? chooseOfficer(turn, 'no key was pressed') : undefined
      default:
    }
  },
  resume: (turn, position) => goTo(turn, position),
}

function menuKey(turn: Turn, key: string, position: AtMenu): void {
  const current = menuOf(turn, position)
  if (key === current.officerKey) return chooseOfficer(turn, 'the caller asked for a person')
  if (key === current.repeatKey) return goTo(turn, position)
  if (position.group !== null && key === current.backKey) return goTo(turn, { ...position, group: null })
  if (key === codeKey && askForPin(turn, position)) return
  const danger = dangersOf(turn, position).find((entry) => entry.key === key)
  if (danger) return chooseDanger(turn, danger.emergency)
  const entry = entriesOf(current, position).find((candidate) => candidate.key === key)
  if (!entry) return wrongKey(turn, position)
  if ('group' in entry) return goTo(turn, { ...position, group: entry.key })
  chooseCategory(turn, entry.category)
}

function wrongKey(turn: Turn, position: AtMenu): void {
  const wrong = position.wrong + 1
  if (wrong >= turn.facts.table.timings.wrongKeys) return chooseOfficer(turn, `${wrong} wrong keys`)
  goTo(turn, { ...position, wrong }, [{ say: 'wrongKey' }])
}

function menuOf(turn: Turn, position: AtMenu): Menu {
  const found = turn.facts.table.menus.find((candidate) => candidate.id === position.menu)
  if (!found) throw new Error(`The routing table ${turn.facts.tableVersion} has no menu ${position.menu}`)
  return found
}

function entriesOf(current: Menu, position: AtMenu): readonly MenuEntry[] {
  if (position.group === null) return current.entries
  const group = current.entries.find((entry) => entry.key === position.group)
  return group && 'group' in group ? group.entries : []
}

/** Said on the first level alone; calls that 110 hands over have passed the danger question there. */
function dangersOf(turn: Turn, position: AtMenu): Menu['dangers'] {
  if (position.group !== null || lineOf(turn.facts.table, turn.state.record.line).origin === 'from110') return []
  return menuOf(turn, position).dangers
}

function menuPhrases(turn: Turn, position: AtMenu): Phrase[] {
  const dangers = dangersOf(turn, position).map<Phrase>(({ emergency }) => ({ say: 'dangerChoice', of: emergency }))
  const choices = entriesOf(menuOf(turn, position), position).map<Phrase>((entry) => ({
    say: 'menuChoice',
    of: 'group' in entry ? entry.group : entry.category,
  }))
  const back: Phrase[] = position.group === null ? [] : [{ say: 'menuBack' }]
  return [...dangers, ...choices, ...back, { say: 'menuOfficer' }, { say: 'menuRepeat' }]
}
