import { describe, expect, it } from 'vitest'
import { readDemoTable } from '../../../src/adapters/table-file/demo-table.ts'
import { onePhone, voiceNumbersOf } from '../../../src/domain/routing/phones-of.ts'
import { validateRoutingTable } from '../../../src/domain/routing/validate-routing-table.ts'

const table = readDemoTable()

/** `8-5`: the keys that lead to a category. */
const keysOf = (category: string): string[] =>
  table.menus.flatMap(({ entries }) =>
    entries.flatMap((entry) => {
      if ('category' in entry) return entry.category === category ? [entry.key] : []
      return entry.entries.filter((choice) => choice.category === category).map(({ key }) => `${entry.key}-${key}`)
    }),
  )

describe('the demonstration table', () => {
  it('may be published', () => {
    expect(validateRoutingTable(table)).toEqual([])
  })

  // unit, names, level, keys: the table of the published interface
  it.each([
    ['01', '供电局', 'power supply bureau', 1, '2'],
    ['02', '环保局', 'environmental protection', 1, '5'],
    ['03', '卫生局', 'health', 1, '4'],
    ['04', '市管道液化气公司', 'pipeline gas company', 1, '3'],
    ['05', '自来水厂', 'waterworks', 1, '1'],
    ['06', '公安局', 'public security', 2, '8-5'],
    ['07', '安监局', 'work safety', 2, '8-1'],
    ['08', '建设规划局', 'construction and planning', 2, '6-3'],
    ['09', '建工局', 'construction engineering', 2, '6-2'],
    ['10', '交通局', 'transport', 2, '6-1'],
    ['11', '民政局', 'civil affairs', 2, '7'],
    ['12', '农林局', 'agriculture and forestry', 2, '8-2'],
    ['13', '海洋与渔业局', 'ocean and fisheries', 2, '8-3'],
    ['14', '人劳社保局', 'personnel, labour, social security', 2, '8-4'],
    ['15', '国土局', 'land resources', 2, '6-4'],
  ])('has unit %s, %s', (id, chinese, english, level, keys) => {
    const unit = table.units.find((candidate) => candidate.id === id)
    expect(unit).toMatchObject({
      name: { 'zh-CN': chinese, en: english },
      level,
      promises: {
        acceptMinutes: level === 1 ? 3 : 10,
        arriveMinutes: level === 1 ? 30 : 60,
        completeMinutes: 24 * 60,
        feedbackMinutes: 12 * 60,
      },
      responders: [
        { id: `${id}01`, phones: onePhone(`1380000${id}01`) },
        { id: `${id}02`, phones: onePhone(`1380000${id}02`) },
      ],
      head: { phones: onePhone(`1380000${id}90`) },
    })
    const routes = table.routes.filter((route) => route.unit === id)
    expect(routes).toMatchObject([{ window: null, strategy: 'inOrder', ringSeconds: 15, fallbacks: [] }])
    expect(keysOf(routes[0]?.category ?? '')).toEqual([keys])
  })

  it('has these units and no others', () => {
    expect(table.units).toHaveLength(15)
  })

  it('has the numbers, the hours and the keys', () => {
    const lineOf = (number: string) => {
      const did = table.numbers.find((candidate) => candidate.number === number)
      return table.lines.find(({ id }) => id === did?.line)
    }
    expect(table.numbers.map(({ number }) => number)).toEqual(['12345', '86012345', '12110'])
    expect(lineOf('12345')).toMatchObject({ id: 'hotline', origin: 'citizen', callerId: '12345', language: 'zh-CN' })
    expect(lineOf('86012345')).toBe(lineOf('12345'))
    expect(lineOf('12110')).toMatchObject({ origin: 'from110', menu: lineOf('12345')?.menu })
    expect(table.windows.find(({ id }) => id === lineOf('12345')?.window)).toMatchObject({
      frames: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '07:00', to: '23:00' }],
      exceptions: [],
      closedTo: '110',
    })
    expect(table.menus).toMatchObject([
      { dangers: [{ key: '9', emergency: '110' }], officerKey: '0', repeatKey: '*', backKey: '#' },
    ])
    expect(table.emergencies.map(({ id, number }) => [id, number])).toEqual([
      ['110', '110'],
      ['119', '119'],
      ['120', '120'],
      ['122', '122'],
    ])
  })

  it('has the centre and what is designated', () => {
    expect(table.centre.dutyOfficers.flatMap(voiceNumbersOf)).toEqual(['13800009901'])
    expect(table.centre.supervision).toMatchObject({ name: { 'zh-CN': '督查室' }, phones: onePhone('13800009701') })
    expect(table.centre.leadingGroup?.phones).toEqual(onePhone('13800009801'))
    expect(table.designations.map(({ id, unit }) => [id, unit])).toEqual([
      ['locked-in-child', '11'],
      ['wandering-person', '11'],
      ['drowned-body', '06'],
      ['fatal-fall', '06'],
      ['cash-machine', null],
    ])
  })
})
