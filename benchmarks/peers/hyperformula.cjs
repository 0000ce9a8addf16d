// node hyperformula.cjs COUNT WIDTH ROUNDS: the same sheets in the HyperFormula engine, headless. Prints, as a line of JSON, the median of milliseconds.
const { HyperFormula } = require('hyperformula');

if (process.argv[2] === '--version') {
  console.log(HyperFormula.version);
  process.exit(0);
}

const [count, width, rounds] = process.argv.slice(2).map(Number);
const options = { licenseKey: 'gpl-v3', maxRows: Math.max(count, width) + 1 };

const median = times => times.sort((a, b) => a - b)[times.length >> 1];

// Changes one cell and reads another, each round with another value; both are of the first sheet.
function changing(engine, changed, read, expected) {
  const times = [];
  for (let round = 1; round <= rounds; round++) {
    const start = process.hrtime.bigint();
    engine.setCellContents({ sheet: 0, ...changed }, [[round]]);
    const value = engine.getCellValue({ sheet: 0, ...read });
    times.push(Number(process.hrtime.bigint() - start) / 1e6);
    if (value !== expected(round)) {
      throw new Error(`${value} instead of ${expected(round)}`);
    }
  }
  return median(times);
}

// A1 is a number, each cell below it is one more than the cell above.
function chain() {
  const rows = [[1]];
  for (let i = 1; i <= count; i++) {
    rows.push([`=A${i}+1`]);
  }
  const engine = HyperFormula.buildFromArray(rows, options);
  return { engine, time: changing(engine, { col: 0, row: 0 }, { col: 0, row: count }, round => round + count) };
}

// B1 is the sum of a column of numbers.
function fan() {
  const rows = Array.from({ length: width }, () => [1]);
  rows[0].push(`=SUM(A1:A${width})`);
  const engine = HyperFormula.buildFromArray(rows, options);
  return changing(engine, { col: 0, row: 7 }, { col: 1, row: 0 }, round => width - 1 + round);
}

// Every cell of the chain, nothing changed.
function reading(engine) {
  const times = [];
  for (let round = 0; round < rounds; round++) {
    const start = process.hrtime.bigint();
    let sum = 0;
    for (let row = 1; row <= count; row++) {
      sum += engine.getCellValue({ sheet: 0, col: 0, row });
    }
    times.push(Number(process.hrtime.bigint() - start) / 1e6 + sum * 0);
  }
  return median(times);
}

const made = chain();
console.log(JSON.stringify({ chain: made.time, fan: fan(), reading: reading(made.engine) }));
