import { describe, expect, it } from 'vitest'
import { voiceNumbersOf } from '../../src/domain/routing/phones-of.ts'
import { validateRoutingTable } from '../../src/domain/routing/validate-routing-table.ts'
import { town } from './town.ts'

describe("the scenarios' towns", () => {
  it.each([1, 42, 999])('are tables that could be published (%i)', (no) => {
    expect(validateRoutingTable(town(no, { team: 2, officers: 2, fallbacks: ['works'] }).table)).toEqual([])
  })

  it('share no telephone', () => {
    const numbers = ({ table, police }: ReturnType<typeof town>) =>
      [...table.units.flatMap(({ responders }) => responders), ...table.centre.dutyOfficers]
        .flatMap(voiceNumbersOf)
        .concat(
          table.numbers.map(({ number }) => number),
          police,
        )
    const [one, other] = [town(101), town(102)].map(numbers)
    expect(one?.filter((number) => other?.includes(number))).toEqual([])
  })
})
