import { sayText, type TextCatalogue, type TextLanguage } from '../text-catalogue.ts'
import type { AuditAct, AuditEntry } from './audit-entry.ts'

const english: TextCatalogue<AuditAct> = {
  texts: {
    draftSaved: 'saved the draft, revision {draft}, made from version {base}',
    draftDiscarded: 'discarded the draft, revision {draft}',
    published: 'published version {version}',
    rolledBack: 'rolled back to version {again}, as version {version}',
    rosterSaved: 'saved the roster {roster}',
    rosterDeleted: 'deleted the roster {roster}',
    rosterOverrideSet: 'changed who is on duty in the roster {roster}',
    rosterSwapped: 'swapped duties in the roster {roster}',
    overrideSet: 'set the timed override {override}',
    overrideEnded: 'ended the timed override {override}',
    pinSet: 'gave {person} a new PIN',
  },
  words: {},
}
const chinese: TextCatalogue<AuditAct> = {
  texts: {
    draftSaved: '保存草稿第{draft}次修订（基于第{base}版）',
    draftDiscarded: '放弃草稿第{draft}次修订',
    published: '发布第{version}版',
    rolledBack: '恢复第{again}版，作为第{version}版发布',
    rosterSaved: '保存值班表{roster}',
    rosterDeleted: '删除值班表{roster}',
    rosterOverrideSet: '在值班表{roster}中调班',
    rosterSwapped: '在值班表{roster}中换班',
    overrideSet: '设置临时安排{override}',
    overrideEnded: '结束临时安排{override}',
    pinSet: '为{person}设置新PIN码',
  },
  words: {},
}

/** What was done, in the words of a language. */
export const sayAct = ({ what, refs }: Pick<AuditEntry, 'what' | 'refs'>, language: TextLanguage): string =>
  sayText(language === 'en' ? english : chinese, what, refs)
