import type { TopicsToSetQuery } from '../../../../operations.gen.ts'

export type TopicRule = NonNullable<TopicsToSetQuery['topicRules']>[number]
/** A term as two fields: how many, and in what. A term of the rules by its name has no number. */
export interface EditedTerm {
  number: string
  unit: string
}
/** A topic while somebody changes it: every field a string, empty where there is nothing. */
export interface EditedTopic {
  readonly code: string
  ru: string
  be: string
  en: string
  group: string
  department: string
  makeSafe: EditedTerm
  fix: EditedTerm
  callFirst: string
  noteRu: string
  noteBe: string
  noteEn: string
  offered: boolean
}

export const counted = ['min', 'h', 'wh', 'd', 'wd', 'mo'] as const

/** `5wd` as 5 and `wd`; `consider` as a unit without a number. */
export function toTerm(term: string | null | undefined): EditedTerm {
  const [, number, unit] = /^(\d+)(min|wh|wd|mo|h|d)$/.exec(term ?? '') ?? []
  return number && unit ? { number, unit } : { number: '', unit: term ?? '' }
}

/** What the graph takes; null without a term. A number that was not typed is the server's to refuse. */
export const fromTerm = ({ number, unit }: EditedTerm): string | null =>
  unit === '' ? null : counted.some((one) => one === unit) ? `${number.trim()}${unit}` : unit

export const toEdit = (topic: TopicRule): EditedTopic => ({
  code: topic.code,
  ...{ ru: topic.titles.ru, be: topic.titles.be, en: topic.titles.en },
  group: topic.parent ?? '',
  department: topic.department,
  makeSafe: toTerm(topic.makeSafe),
  fix: toTerm(topic.fix),
  callFirst: topic.callFirst ?? '',
  ...{ noteRu: topic.notes?.ru ?? '', noteBe: topic.notes?.be ?? '', noteEn: topic.notes?.en ?? '' },
  offered: !topic.hidden,
})

/** A topic that is not there yet. */
export const blank = (): EditedTopic => ({
  ...{ code: '', ru: '', be: '', en: '', group: '', department: '', callFirst: '' },
  makeSafe: toTerm(null),
  fix: toTerm(null),
  ...{ noteRu: '', noteBe: '', noteEn: '', offered: true },
})

/**
 * A code for a new topic, which nobody has to think of: `YARD.N1`. It begins like its group, so that whatever is said
 * of the group holds for it.
 */
export function freeCode(group: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number++) {
    const code = `${group || 'OWN'}.N${number}`
    if (!taken.has(code)) return code
  }
}

/** What goes to the graph. A name or hint in one language alone is said in the others too. */
export function toInput(edited: EditedTopic, taken: ReadonlySet<string>) {
  const inAll = (ru: string, be: string, en: string) => {
    const first = ru.trim() || be.trim() || en.trim()
    return { ru: ru.trim() || first, be: be.trim() || first, en: en.trim() || first }
  }
  const note = inAll(edited.noteRu, edited.noteBe, edited.noteEn)
  return {
    code: edited.code || freeCode(edited.group, taken),
    parent: edited.group || null,
    title: inAll(edited.ru, edited.be, edited.en),
    department: edited.department,
    makeSafe: fromTerm(edited.makeSafe),
    fix: fromTerm(edited.fix),
    callFirst: edited.callFirst.trim() || null,
    note: note.ru ? note : null,
    hidden: !edited.offered,
  }
}
