// Loaded into the supervised process: a launcher that was killed takes it along.
if (process.env.VMESTE_LAUNCHER === String(process.ppid) && process.channel) {
  process.once('disconnect', () => {
    process.kill(process.pid, 'SIGTERM')
    setTimeout(() => process.exit(1), 40_000).unref()
  })
  process.channel.unref()
}
