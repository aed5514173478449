import type { Text } from '@vmeste/sdk'

/** Where on its way in a module failed. */
export type RestingStage = 'package' | 'code' | 'contract' | 'fit' | 'graph' | 'migration' | 'services' | 'pages'

/** For an administrator, who cannot mend it: what it is and that nothing is lost. */
export const stageTexts: Readonly<Record<RestingStage, Text>> = {
  package: {
    ru: 'Не включился: пакет повреждён. Данные целы, события ждут.',
    be: 'Не ўключыўся: пакет пашкоджаны. Даныя цэлыя, падзеі чакаюць.',
    en: 'It did not start: its package is damaged. Its data is whole, its events wait.',
  },
  code: {
    ru: 'Не включился: код не загружается. Данные целы, события ждут.',
    be: 'Не ўключыўся: код не загружаецца. Даныя цэлыя, падзеі чакаюць.',
    en: 'It did not start: its code does not load. Its data is whole, its events wait.',
  },
  contract: {
    ru: 'Не включился: нарушает договор модулей. Данные целы, события ждут.',
    be: 'Не ўключыўся: парушае дагавор модуляў. Даныя цэлыя, падзеі чакаюць.',
    en: 'It did not start: it breaks the contract of modules. Its data is whole, its events wait.',
  },
  fit: {
    ru: 'Не включился: не подходит к другим модулям. Данные целы, события ждут.',
    be: 'Не ўключыўся: не падыходзіць да іншых модуляў. Даныя цэлыя, падзеі чакаюць.',
    en: 'It did not start: it does not fit the other modules. Its data is whole, its events wait.',
  },
  graph: {
    ru: 'Не включился: не складывается с остальными. Данные целы, события ждут.',
    be: 'Не ўключыўся: не складваецца з астатнімі. Даныя цэлыя, падзеі чакаюць.',
    en: 'It did not start: it does not go together with the rest. Its data is whole, its events wait.',
  },
  migration: {
    ru: 'Не включился: не обновились его таблицы. Прежние данные целы, события ждут.',
    be: 'Не ўключыўся: не абнавіліся яго табліцы. Ранейшыя даныя цэлыя, падзеі чакаюць.',
    en: 'It did not start: its tables could not be updated. What was there is whole, its events wait.',
  },
  services: {
    ru: 'Не включился: не запустились его службы. Данные целы, события ждут.',
    be: 'Не ўключыўся: не запусціліся яго службы. Даныя цэлыя, падзеі чакаюць.',
    en: 'It did not start: its services could not be set up. Its data is whole, its events wait.',
  },
  pages: {
    ru: 'Не включился: не загружаются его страницы. Данные целы, события ждут.',
    be: 'Не ўключыўся: не загружаюцца яго старонкі. Даныя цэлыя, падзеі чакаюць.',
    en: 'It did not start: its pages do not load. Its data is whole, its events wait.',
  },
}
