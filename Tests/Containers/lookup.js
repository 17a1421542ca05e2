// Prints a line for each name: the name and its addresses, sorted; by the C library, or with --own by Node's own resolver.
const dns = require('node:dns').promises

async function own(name) {
  const results = await Promise.allSettled([dns.resolve4(name), dns.resolve6(name)])
  return results.flatMap((result) => (result.status === 'fulfilled' ? result.value : []))
}

async function library(name) {
  return (await dns.lookup(name, { all: true })).map((entry) => entry.address)
}

async function main() {
  const isOwn = process.argv[2] === '--own'
  for (const name of process.argv.slice(isOwn ? 3 : 2)) {
    const found = await (isOwn ? own(name) : library(name)).catch(() => [])
    console.log([name, ...[...new Set(found)].sort()].join(' '))
  }
}

main()
