import type { PersonalData } from '@vmeste/sdk'
import { reportPersonalData } from './people/report-personal-data.ts'
import { coverPersonalData, lookPersonalData } from './people/look-personal-data.ts'
import { draftPersonalData, historyPersonalData } from './people/staff-personal-data.ts'
import { supporterPersonalData } from './people/supporter-personal-data.ts'

/** What we hold about a person and how it ends. */
export const personalData: readonly PersonalData[] = [
  reportPersonalData,
  supporterPersonalData,
  historyPersonalData,
  lookPersonalData,
  coverPersonalData,
  draftPersonalData,
]
