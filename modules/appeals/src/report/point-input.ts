import { z } from '@vmeste/sdk'

/** A point as anybody hands it in, in degrees. */
export const pointInput = z.object({ lat: z.number().min(-90).max(90), lon: z.number().min(-180).max(180) })
