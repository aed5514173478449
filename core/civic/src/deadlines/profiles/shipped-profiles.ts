import type { Profile } from '../profile.ts'
import { belarus } from './belarus.ts'
import { russia } from './russia.ts'

/** No law behind it: for organisations with their own rules, and for trying terms out. */
const generic: Profile = {
  code: 'generic',
  validFrom: '2000-01-01',
  regime: 'MESSAGE',
  country: 'BY',
  timezone: 'Europe/Minsk',
  roll: 'next',
  title: { ru: 'Общие правила', be: 'Агульныя правілы', en: 'General rules' },
  terms: {
    register: { value: 0, unit: 'workingDay', afterHours: 'nextWorkingDay' },
    consider: { value: 15, unit: 'calendarDay' },
    forward: { value: 5, unit: 'workingDay' },
  },
  unconfirmed: [],
}

/** Every version of every profile the platform comes with. */
export const shippedProfiles: readonly Profile[] = [...belarus, ...russia, generic]
