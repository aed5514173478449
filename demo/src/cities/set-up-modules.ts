import { act, ask, problem, type Visitor } from '../graph/ask.ts'
import type { CityPlan } from '../plans/city-plan.ts'

const known = 'query Known($module: ID!) { moduleSettings(module: $module) { version values } }'
const change = `mutation Change($module: ID!, $values: JSON!, $expected: String!) { changed: changeModuleSettings(module: $module, values: $values, expected: $expected) { __typename ... on ModuleSettingsChanged { revision } ${problem} } }`

/** What the city's administrator has set in its modules. Set again, nothing changes. */
export async function setUpModules(admin: Visitor, modules: NonNullable<CityPlan['also']>): Promise<void> {
  for (const { module, settings } of modules) {
    const {
      moduleSettings: { version, values },
    } = await ask<{ moduleSettings: { version: string; values: Record<string, unknown> } }>(
      admin,
      `read the settings of ${module}`,
      known,
      { module },
    )
    if (Object.entries(settings).every(([name, value]) => values[name] === value)) continue
    await act(admin, `set up ${module}`, 'ModuleSettingsChanged', change, {
      module,
      values: settings,
      expected: version,
    })
  }
}
