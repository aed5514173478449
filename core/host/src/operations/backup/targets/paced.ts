import { Transform } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'

/** A town's disk serves people first. */
const bytesASecond = 24 * 1024 * 1024

/** Lets no more through than so much a second, in steps of a tenth. */
export function paced(most = bytesASecond): Transform {
  let [since, passed] = [performance.now(), 0]
  return new Transform({
    transform(chunk: Buffer, _, done) {
      passed += chunk.length
      const early = (passed / most) * 1000 - (performance.now() - since)
      // what was not used in a quiet moment is not saved up
      if (early < -100) [since, passed] = [performance.now(), 0]
      if (early < 100) done(null, chunk)
      else
        void sleep(early).then(() => {
          done(null, chunk)
        })
    },
  })
}
