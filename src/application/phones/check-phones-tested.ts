/** Promise to the sysadmin: a number that was mistyped, or given up, is told of when the table is published. */

import { type UntestedPhone, untestedPhones } from '../../domain/routing/untested-phones.ts'
import { formatPath } from '../../domain/routing/validation/format-path.ts'
import type { TextLanguage } from '../../domain/text-catalogue.ts'
import type { PhoneReader } from '../ports/ledger.ts'
import type { Finding, TableCheck } from '../ports/table-check.ts'

/** Telephones that nobody has answered for longer than the table allows (`phoneTestDays`): a warning each. */
export const checkPhonesTested =
  (deps: { readonly phones: PhoneReader; readonly zone: string }): TableCheck =>
  async ({ table, at }) => {
    const days = table.timings.phoneTestDays
    if (days === null) return []
    const answers = await deps.phones.lastAnswered()
    return untestedPhones(table, answers, { days, at, zone: deps.zone }).map((phone) => finding(phone, days))
  }

const finding = (phone: UntestedPhone, days: number): Finding => ({
  severity: 'warning',
  code: 'phoneNotTested',
  path: formatPath(phone.path),
  message: message(phone, days),
  fix: {
    'zh-CN': `测试该电话：npm run hotline -- phones test ${phone.number}`,
    en: `try it out: npm run hotline -- phones test ${phone.number}`,
  },
  rule: 'docs/routing-table.md#tested-telephones',
  about: { unit: phone.unit, person: phone.person, number: phone.number, lastAnswered: phone.lastAnswered, days },
})

function message({ person, number, lastAnswered }: UntestedPhone, days: number): Record<TextLanguage, string> {
  if (lastAnswered === null) {
    return {
      'zh-CN': `${person}的电话${number}从未有人接听并按键`,
      en: `nobody has ever answered the telephone ${number} of ${person} with a key`,
    }
  }
  return {
    'zh-CN': `${person}的电话${number}已超过${days}天无人接听并按键（上次：${lastAnswered}）`,
    en: `nobody has answered the telephone ${number} of ${person} with a key for more than ${days} days (last on ${lastAnswered})`,
  }
}
