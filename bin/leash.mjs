// Loaded into every supervised process: a launcher that was killed takes it along.
import { isMainThread } from 'node:worker_threads'

if (isMainThread && process.channel) {
  process.once('disconnect', () => {
    process.kill(process.pid, 'SIGTERM')
    setTimeout(() => process.exit(1), 40_000).unref()
  })
  process.channel.unref()
}
