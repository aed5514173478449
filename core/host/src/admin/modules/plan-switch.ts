import { createHash } from 'node:crypto'
import { describeSettings, type Plugin, type Text } from '@vmeste/sdk'
import type { PluginRegistry } from '../../plugins/plugin-registry.ts'
import { moduleUnknown } from '../../problems/modules.ts'
import { neededEmpty } from '../../settings/read-settings.ts'
import type { CitySnapshot } from '../../city/city-snapshot.ts'

export interface ModuleChange {
  readonly module: string
  readonly enabled: boolean
}
export interface PlanStep {
  readonly module: string
  readonly kind: 'APPEARS' | 'DISAPPEARS' | 'KEPT' | 'MISSING' | 'PARKED'
  readonly text: Text
}
/** How many things of a module are open, and the same in words. */
export interface InUse {
  readonly count: number
  readonly what: Text
}
export interface ModuleFacts {
  /** Nothing where the module does not say. */
  inUse(plugin: Plugin): Promise<InUse | undefined>
  settings(plugin: Plugin): Readonly<Record<string, unknown>>
}
export interface ChangePlan {
  /** What the button must send back, so that exactly this plan is applied and two administrators cannot cross. */
  readonly hash: string
  readonly revision: number
  readonly changes: readonly ModuleChange[]
  readonly steps: readonly PlanStep[]
  readonly possible: boolean
}

const all = (make: (lang: 'ru' | 'be' | 'en') => string): Text => ({ ru: make('ru'), be: make('be'), en: make('en') })

/**
 * What a switch would do, before it is made.
 *
 * @param of what a plan asks of a module in this city
 * @throws Problem `MODULE_UNKNOWN`
 */
export async function planChange(
  snapshot: CitySnapshot,
  registry: PluginRegistry,
  wanted: readonly ModuleChange[],
  of: ModuleFacts,
): Promise<ChangePlan> {
  for (const { module } of wanted) if (!registry.installed.has(module)) throw moduleUnknown(module)
  const changes = wanted.filter(({ module, enabled }) => snapshot.enabled.has(module) !== enabled)
  const after = new Set(snapshot.enabled)
  for (const { module, enabled } of changes) {
    if (enabled) after.add(module)
    else after.delete(module)
  }
  const steps: PlanStep[] = []
  for (const change of changes)
    steps.push(
      ...(change.enabled
        ? [...appearing(registry, change.module), ...missingSettings(registry, change.module, of)]
        : await disappearing(registry, change.module, of)),
    )
  steps.push(...missingCapabilities(registry, after))
  const hash = createHash('sha256')
    .update(JSON.stringify([snapshot.city.id, snapshot.revision, changes]))
    .digest('hex')
    .slice(0, 32)
  return { hash, revision: snapshot.revision, changes, steps, possible: !steps.some(({ kind }) => kind === 'MISSING') }
}

function appearing(registry: PluginRegistry, module: string): PlanStep[] {
  const plugin = registry.installed.get(module)!
  return [
    {
      module,
      kind: 'APPEARS',
      text: all(
        (lang) =>
          ({
            ru: `Появятся страницы и меню «${plugin.title[lang]}». Всё, что было до выключения, вернётся, отложенные уведомления дойдут.`,
            be: `З’явяцца старонкі і меню «${plugin.title[lang]}». Усё, што было да выключэння, вернецца, адкладзеныя апавяшчэнні дойдуць.`,
            en: `The pages and menu of “${plugin.title[lang]}” appear. What was there before comes back, and notifications that waited are delivered.`,
          })[lang],
      ),
    },
  ]
}

async function disappearing(registry: PluginRegistry, module: string, of: ModuleFacts): Promise<PlanStep[]> {
  const plugin = registry.installed.get(module)!
  const use = await of.inUse(plugin)
  const steps: PlanStep[] = [
    {
      module,
      kind: 'DISAPPEARS',
      text: all(
        (lang) =>
          ({
            ru: `Сразу исчезнут страницы и меню «${plugin.title[lang]}», у всех и без перезагрузки.`,
            be: `Адразу знікнуць старонкі і меню «${plugin.title[lang]}», ва ўсіх і без перазагрузкі.`,
            en: `The pages and menu of “${plugin.title[lang]}” disappear at once, for everyone and without a reload.`,
          })[lang],
      ),
    },
    {
      module,
      kind: 'PARKED',
      text: {
        ru: 'Новые события и уведомления подождут включения.',
        be: 'Новыя падзеі і апавяшчэнні пачакаюць уключэння.',
        en: 'New events and notifications wait until it is switched on again.',
      },
    },
  ]
  if (use && use.count > 0) {
    steps.push({
      module,
      kind: 'KEPT',
      text: all(
        (lang) =>
          ({
            ru: `${use.what[lang]}: данные сохранятся, но работать с ними будет нельзя.`,
            be: `${use.what[lang]}: даныя захаваюцца, але працаваць з імі будзе нельга.`,
            en: `${use.what[lang]}: the data is kept, but nobody can work on it.`,
          })[lang],
      ),
    })
  } else {
    steps.push({
      module,
      kind: 'KEPT',
      text: { ru: 'Данные сохранятся.', be: 'Даныя захаваюцца.', en: 'The data is kept.' },
    })
  }
  return steps
}

function missingSettings(registry: PluginRegistry, module: string, of: ModuleFacts): PlanStep[] {
  const plugin = registry.installed.get(module)!
  const { properties } = describeSettings(plugin.settings)
  return neededEmpty(plugin.settings, of.settings(plugin)).map((field): PlanStep => ({
    module,
    kind: 'MISSING',
    text: all(
      (lang) =>
        ({
          ru: `Модулю «${plugin.title[lang]}» нужна настройка «${properties[field]!.says!.title[lang]}»: заполните её, и его можно будет включить.`,
          be: `Модулю «${plugin.title[lang]}» патрэбна налада «${properties[field]!.says!.title[lang]}»: запоўніце яе, і яго можна будзе ўключыць.`,
          en: `“${plugin.title[lang]}” needs the setting “${properties[field]!.says!.title[lang]}”: fill it in, and it can be switched on.`,
        })[lang],
    ),
  }))
}

function missingCapabilities(registry: PluginRegistry, after: ReadonlySet<string>): PlanStep[] {
  return registry
    .activeIn(after)
    .flatMap((plugin) =>
      (plugin.requires ?? [])
        .filter((name) => registry.capabilities(name, after).length === 0)
        .map((name): PlanStep => ({
          module: plugin.id,
          kind: 'MISSING',
          text: all(
            (lang) =>
              ({
                ru: `Модулю «${plugin.title[lang]}» нужен «${name}», его сейчас никто не даёт.`,
                be: `Модулю «${plugin.title[lang]}» патрэбны «${name}», яго цяпер ніхто не дае.`,
                en: `“${plugin.title[lang]}” needs “${name}”, which nothing provides now.`,
              })[lang],
          ),
        })),
    )
}
