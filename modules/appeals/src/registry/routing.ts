import type { Department, Territory, Text, Topic } from '@vmeste/sdk'

/** One line of the city's own table; the first that fits wins. Null means any. */
export interface RoutingRule {
  readonly number: number
  readonly topic: string | null
  readonly territory: string | null
  readonly department: string
}

export interface RouteInput {
  readonly topic: Topic
  readonly territory: string | null
  /** Department that owns the object, used when the topic's own one does not exist in this city. */
  readonly owner: string | null
}
export interface RouteTables {
  readonly rules: readonly RoutingRule[]
  readonly departments: readonly Department[]
  readonly territories: readonly Territory[]
}
/** Where a report goes and why; without a department it waits for a coordinator. */
export interface Route {
  readonly department: string | null
  readonly reason: Text
  readonly rule: number | null
  /** What has decided it. */
  readonly by: RouteGround
}
/** A rule of the city, the topic's own department, the owner of the object; or a coordinator has to decide. */
export type RouteGround = 'RULE' | 'TOPIC' | 'OBJECT' | 'COORDINATOR'

/** A topic of «anything else»: a human looks first. */
export const triageTopic = 'OTHER'

/** Whether a rule's topic (leaf or branch) covers a leaf; those of a branch need not begin with its code. */
export const covers = (pattern: string | null, { code, parent }: Pick<Topic, 'code' | 'parent'>): boolean =>
  pattern === null || pattern === code || pattern === parent || code.startsWith(`${pattern}.`)

/**
 * Topic × territory → department, with the reason in words.
 * @example route({ topic, territory: 'S', owner: null }, tables).reason.ru // «тема «Детская площадка» → ЖКХ,
 *   территория «Слобода», правило 3»
 */
export function route(input: RouteInput, tables: RouteTables): Route {
  const { topic, territory, owner } = input
  const known = (code: string | null) => tables.departments.find((one) => one.code === code)
  if (topic.code === triageTopic) return triage(topic, 'human')

  const rule = tables.rules.find(
    (one) =>
      covers(one.topic, topic) && (one.territory === null || one.territory === territory) && known(one.department),
  )
  const byRule = rule && known(rule.department)
  if (rule && byRule)
    return {
      department: byRule.code,
      rule: rule.number,
      by: 'RULE',
      reason: because(
        topic,
        byRule,
        tables.territories.find((one) => one.code === territory),
        rule.number,
      ),
    }

  const byTopic = known(topic.department)
  if (byTopic) return { department: byTopic.code, rule: null, by: 'TOPIC', reason: because(topic, byTopic) }

  const byOwner = known(owner)
  if (byOwner) return { department: byOwner.code, rule: null, by: 'OBJECT', reason: owns(byOwner) }
  return triage(topic, 'nobody')
}

function because(topic: Topic, department: Department, territory?: Territory, rule?: number): Text {
  const line = (lang: keyof Text, words: { topic: string; territory: string; rule: string }) =>
    [
      `${words.topic} «${topic.title[lang]}» → ${department.name[lang]}`,
      ...(territory ? [`${words.territory} «${territory.name[lang]}»`] : []),
      ...(rule === undefined ? [] : [`${words.rule} ${rule}`]),
    ].join(', ')
  return {
    ru: line('ru', { topic: 'тема', territory: 'территория', rule: 'правило' }),
    be: line('be', { topic: 'тэма', territory: 'тэрыторыя', rule: 'правіла' }),
    en: line('en', { topic: 'topic', territory: 'territory', rule: 'rule' }),
  }
}

const owns = ({ name }: Department): Text => ({
  ru: `за это место отвечает: ${name.ru}`,
  be: `за гэтае месца адказвае: ${name.be}`,
  en: `${name.en} is in charge of this place`,
})

const triage = ({ title }: Topic, why: 'human' | 'nobody'): Route => ({
  department: null,
  rule: null,
  by: 'COORDINATOR',
  reason:
    why === 'human'
      ? {
          ru: `«${title.ru}»: координатор прочтёт и передаст службе`,
          be: `«${title.be}»: каардынатар прачытае і перадасць службе`,
          en: `“${title.en}”: a coordinator reads it and gives it to a department`,
        }
      : {
          ru: `для темы «${title.ru}» служба не указана: решает координатор`,
          be: `для тэмы «${title.be}» служба не пазначана: вырашае каардынатар`,
          en: `no department is set for “${title.en}”: a coordinator decides`,
        },
})
