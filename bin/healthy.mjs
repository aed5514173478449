// For whoever watches over a container and can only run a command: ends with 0 while the host of this very container
// can work.
const port = process.env.PORT || '3000'
try {
  const { status } = await fetch(`http://127.0.0.1:${port}/health/ready`, { signal: AbortSignal.timeout(5_000) })
  process.exitCode = status === 200 ? 0 : 1
} catch {
  process.exitCode = 1
}
