import type { PersonalData } from '@vmeste/sdk'
import { contactPersonalData, reportPersonalData } from './people/report-personal-data.ts'
import { consentPersonalData } from './people/consent-personal-data.ts'
import { correctionPersonalData } from './people/correction-personal-data.ts'
import { coverPersonalData, lookPersonalData } from './people/look-personal-data.ts'
import { draftPersonalData, historyPersonalData, photoCheckPersonalData } from './people/staff-personal-data.ts'
import { supporterPersonalData } from './people/supporter-personal-data.ts'

/** What we hold about a person and how it ends. */
export const personalData: readonly PersonalData[] = [
  reportPersonalData,
  contactPersonalData,
  supporterPersonalData,
  consentPersonalData,
  correctionPersonalData,
  historyPersonalData,
  photoCheckPersonalData,
  lookPersonalData,
  coverPersonalData,
  draftPersonalData,
]
