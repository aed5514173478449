import type { Ctx } from '@vmeste/sdk'
import type { CityTransaction } from '@vmeste/sdk/storage'
import type { Tables } from './storage/storage.ts'

/** This module's own doors: they open on its tables only. */
export type AppealsCtx = Ctx<Tables>
export type AppealsTx = CityTransaction<Tables>
