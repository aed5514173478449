import { computed, ref, type Ref } from 'vue'
import { settingKind, type SettingSchema } from '@vmeste/sdk/web'
import { useDraft } from '@vmeste/web'
import { fromField, toField, type FieldValue } from './setting-values.ts'

export interface SettingsShown {
  readonly module: string
  readonly title: string
  readonly enabled: boolean
  readonly properties: Readonly<Record<string, SettingSchema>>
  readonly values: Readonly<Record<string, unknown>>
  readonly secretsSet: readonly string[]
  readonly unfit: readonly string[]
  readonly version: string
}
export interface SettingsToSave {
  readonly values: Record<string, unknown>
  readonly clear: readonly string[]
  readonly expected: string
}

/** Fields by name, and the version of the settings that they were touched on. */
interface Draft {
  readonly touched: Readonly<Record<string, FieldValue>>
  readonly version: string
}

/**
 * What somebody is changing: kept as a draft, but secrets, which must not lie in a browser, go with the page.
 * Only what was touched is sent, with the version it was touched on.
 */
export function useSettingsForm(shown: Ref<SettingsShown>) {
  const { draft, clear } = useDraft<Draft>(`settings.${shown.value.module}`, () => ({ touched: {}, version: '' }))
  const secrets = ref<Record<string, string>>({})
  const cleared = ref<string[]>([])
  const asShown = (name: string): FieldValue => toField(shown.value.values[name])
  const touched = computed(() =>
    Object.entries(draft.value.touched).filter(
      ([name]) => shown.value.properties[name] && settingKind(shown.value.properties[name]) !== 'secret',
    ),
  )
  const newSecrets = computed(() => Object.entries(secrets.value).filter(([, value]) => value !== ''))

  return {
    dirty: computed(() => touched.value.length > 0 || newSecrets.value.length > 0 || cleared.value.length > 0),
    cleared,
    valueOf: (name: string): FieldValue =>
      settingKind(shown.value.properties[name]!) === 'secret'
        ? (secrets.value[name] ?? '')
        : (draft.value.touched[name] ?? asShown(name)),
    set(name: string, value: FieldValue): void {
      if (settingKind(shown.value.properties[name]!) === 'secret') {
        secrets.value[name] = String(value)
        return
      }
      const { [name]: _before, ...others } = draft.value.touched
      const now = value === asShown(name) ? others : { ...others, [name]: value }
      draft.value =
        Object.keys(now).length > 0
          ? { touched: now, version: draft.value.version || shown.value.version }
          : { touched: {}, version: '' }
    },
    toggleClear(name: string): void {
      cleared.value = cleared.value.includes(name)
        ? cleared.value.filter((each) => each !== name)
        : [...cleared.value, name]
      delete secrets.value[name]
    },
    /** What stands in for a value that no longer fits is saved along: whoever saves has seen it. */
    toSave: (): SettingsToSave => ({
      values: Object.fromEntries([
        ...shown.value.unfit
          .filter((name) => name in shown.value.values)
          .map((name): [string, unknown] => [name, shown.value.values[name]]),
        ...touched.value.map(([name, value]): [string, unknown] => [
          name,
          fromField(shown.value.properties[name]!, value),
        ]),
        ...newSecrets.value,
      ]),
      clear: cleared.value,
      expected: draft.value.version || shown.value.version,
    }),
    /** Somebody was faster; what they did is on the screen now, and the next attempt counts from there. */
    rebase(): void {
      draft.value = { ...draft.value, version: '' }
    },
    reset(): void {
      clear()
      secrets.value = {}
      cleared.value = []
    },
  }
}
