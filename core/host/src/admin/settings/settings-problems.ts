import { Problem, type FieldProblem, type Lang, type Text } from '@vmeste/sdk'

const texts = {
  unknown: {
    ru: 'Такой настройки у модуля нет.',
    be: 'Такой налады ў модуля няма.',
    en: 'The module has no such setting.',
  },
  notSecret: {
    ru: 'Убрать можно только секрет.',
    be: 'Прыбраць можна толькі сакрэт.',
    en: 'Only a secret can be cleared.',
  },
  notThere: {
    ru: 'Такой службы в городе уже нет. Выберите другую.',
    be: 'Такой службы ў горадзе ўжо няма. Выберыце іншую.',
    en: 'The city has no such department any more. Choose another.',
  },
  needed: {
    ru: 'Без этого включённый модуль не работает.',
    be: 'Без гэтага ўключаны модуль не працуе.',
    en: 'The module cannot be on without this.',
  },
  fields: {
    ru: 'Проверьте, пожалуйста, отмеченные поля.',
    be: 'Праверце, калі ласка, пазначаныя палі.',
    en: 'Please check the marked fields.',
  },
} satisfies Record<string, Text>

const codes = {
  unknown: 'SETTING_UNKNOWN',
  notSecret: 'SETTING_NOT_SECRET',
  notThere: 'SETTING_NOT_THERE',
  needed: 'SETTING_NEEDED',
} as const

export const settingsNone = (module: string) =>
  new Problem(
    'SETTINGS_NONE',
    {
      ru: 'У модуля «{module}» нет настроек.',
      be: 'У модуля «{module}» няма налад.',
      en: 'The module “{module}” has no settings.',
    },
    { kind: 'notFound', params: { module } },
  )

export const settingsChanged = () =>
  new Problem(
    'SETTINGS_CHANGED',
    {
      ru: 'Пока вы правили, настройки изменил кто-то другой. Посмотрите, что теперь, и сохраните ещё раз.',
      be: 'Пакуль вы правілі, налады змяніў хтосьці іншы. Паглядзіце, што цяпер, і захавайце яшчэ раз.',
      en: 'Somebody else has changed the settings meanwhile. Look at what is there now and save again.',
    },
    { kind: 'conflict' },
  )

/** @throws Problem `INPUT_INVALID` when there is at least one fault */
export function refuseFields(
  faults: readonly { readonly path: string; readonly what: keyof typeof codes }[],
  lang: Lang,
): void {
  const fields = faults
    .slice(0, 20)
    .map(({ path, what }): FieldProblem => ({ path, code: codes[what], message: texts[what][lang] }))
  if (fields.length > 0) throw new Problem('INPUT_INVALID', texts.fields, { fields, path: fields[0]!.path })
}
