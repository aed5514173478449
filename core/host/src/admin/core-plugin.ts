import { readFileSync } from 'node:fs'
import { definePlugin, mergeResolvers, z, type Permission, type Plugin } from '@vmeste/sdk'
import type { CoreGraph } from './core-graph/core-graph.ts'
import { coreUses } from './core-graph/core-uses.ts'
import { cityFields, cityResolvers } from './city.resolvers.ts'
import { moduleResolvers, type ModuleParts } from './modules/modules.resolvers.ts'

const permission = (ru: string, be: string, en: string, ...roles: string[]): Permission => ({
  title: { ru, be, en },
  default: roles,
})

export const corePermissions = {
  'core.graph.introspect': {
    ...permission('Видеть схему графа', 'Бачыць схему графа', 'See the schema of the graph', 'citizen'),
    openTo: 'guest',
  },
  'core.modules.read': permission(
    'Видеть модули города',
    'Бачыць модулі горада',
    'See the city’s modules',
    'city-admin',
    'head',
  ),
  'core.modules.change': permission(
    'Включать и выключать модули',
    'Уключаць і выключаць модулі',
    'Switch modules on and off',
    'city-admin',
  ),
  'core.modules.purge': permission(
    'Выгружать и удалять данные модулей',
    'Выгружаць і выдаляць даныя модуляў',
    'Export and delete the data of modules',
    'city-admin',
  ),
  'core.settings.read': permission(
    'Видеть настройки модулей',
    'Бачыць налады модуляў',
    'See the settings of modules',
    'city-admin',
  ),
  'core.settings.change': permission(
    'Менять настройки модулей',
    'Змяняць налады модуляў',
    'Change the settings of modules',
    'city-admin',
  ),
  'core.roles.read': permission(
    'Видеть роли и их права',
    'Бачыць ролі і іх правы',
    'See roles and what they may do',
    'city-admin',
  ),
  'core.roles.change': permission(
    'Менять роли и их права',
    'Змяняць ролі і іх правы',
    'Change roles and what they may do',
    'city-admin',
  ),
  'core.events.read': permission(
    'Видеть доставку событий',
    'Бачыць дастаўку падзей',
    'See deliveries of events',
    'city-admin',
  ),
  'core.events.replay': permission(
    'Повторять доставку событий',
    'Паўтараць дастаўку падзей',
    'Replay deliveries of events',
    'city-admin',
  ),
  'core.status.read': permission(
    'Видеть состояние города: модули, календарь, почту, доставку',
    'Бачыць стан горада: модулі, каляндар, пошту, дастаўку',
    'See the state of the city: modules, calendar, mail, deliveries',
    'city-admin',
  ),
  'core.platform.read': permission(
    'Видеть состояние платформы',
    'Бачыць стан платформы',
    'See the state of the platform',
  ),
  'core.platform.act': permission(
    'Отправлять пробное письмо и повторять доставки',
    'Адпраўляць пробны ліст і паўтараць дастаўкі',
    'Send a test letter and replay deliveries',
  ),
  'core.phone.confirm': permission(
    'Подтверждать свой телефон',
    'Пацвярджаць свой тэлефон',
    'Confirm one’s own phone',
    'citizen',
  ),
  'core.looks.read': permission(
    'Видеть, кто открывал дела и данные людей',
    'Бачыць, хто адкрываў справы і даныя людзей',
    'See who opened cases and people’s data',
    'city-admin',
  ),
  'core.staff.read': permission(
    'Видеть сотрудников города',
    'Бачыць супрацоўнікаў горада',
    'See the city’s staff',
    'city-admin',
  ),
  'core.staff.change': permission(
    'Приглашать сотрудников и менять их роли',
    'Запрашаць супрацоўнікаў і змяняць іх ролі',
    'Invite staff and change their roles',
    'city-admin',
  ),
} as const satisfies Readonly<Record<string, Permission>>

/** The host's own part of the graph, built like any module so that it meets the same guards. */
export function corePlugin(parts: ModuleParts, extra: readonly CoreGraph[] = []): Plugin {
  return definePlugin({
    id: 'core',
    engine: '^0.1',
    title: { ru: 'Платформа', be: 'Платформа', en: 'Platform' },
    summary: { ru: 'Город, люди, модули.', be: 'Горад, людзі, модулі.', en: 'The city, its people, its modules.' },
    permissions: corePermissions,
    graph: {
      typeDefs: [
        readFileSync(new URL('../graph/core.graphql', import.meta.url), 'utf8'),
        ...extra.map((each) => each.typeDefs),
      ].join('\n'),
      resolvers: mergeResolvers([
        cityResolvers,
        cityFields,
        moduleResolvers(parts),
        ...extra.map((each) => each.resolvers),
      ]),
    },
    routes: extra.flatMap((each) => each.routes ?? []),
    personalData: extra.flatMap((each) => each.personalData ?? []),
    uses: coreUses,
    emits: {
      'core.module.purged@1': z.object({ module: z.string(), deleted: z.number(), done: z.boolean() }),
      'core.city.changed@1': z.object({
        revision: z.number(),
        changes: z.array(z.object({ module: z.string(), enabled: z.boolean() })),
      }),
      'core.settings.changed@1': z.object({ revision: z.number(), module: z.string(), fields: z.array(z.string()) }),
      'core.roles.changed@1': z.object({
        revision: z.number(),
        role: z.string(),
        granted: z.array(z.string()),
        withdrawn: z.array(z.string()),
      }),
    },
  })
}
