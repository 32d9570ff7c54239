/** How much an assertion demands: a value, a part of it, a range it lies in, that it holds, that it is there at all. */
export type Demand = 'value' | 'part' | 'range' | 'holds' | 'is-there';

/** From the weakest to the strictest. */
const ORDER: readonly Demand[] = ['is-there', 'holds', 'range', 'part', 'value'];

export function isLooser(is: Demand, was: Demand): boolean {
  return ORDER.indexOf(is) < ORDER.indexOf(was);
}

/** Matchers of Jest, Vitest, Chai, AVA, tap, node:assert, unittest, testify, JUnit, AssertJ and Hamcrest, in small letters. */
const MATCHERS: readonly (readonly [Demand, string])[] = [
  [
    'value',
    `tobe toequal tostrictequal equal equals strictequal deepequal deepstrictequal notdeepequal eql eq is same issame isequalto
     assertequal assertequals assert_eq assert_eq! assertsame assertlistequal assertdictequal assertcountequal assertsetequal
     asserttupleequal assertarrayequals asserteq exactly tohavelength lengthof length hassize tohavebeencalledtimes tohavebeencalledwith
     tohavebeenlastcalledwith tohavebeennthcalledwith toreturn calledwith calledoncewith callcount exactlyequal equalvalues
     elementsmatch jsoneq len tobenull tobeundefined tobenan isnull assertnull assertisnone null undefined nil tomatchsnapshot
     tomatchinlinesnapshot snapshot matchsnapshot tohavetext tohavevalue haslength containsexactly`,
  ],
  [
    'part',
    `tomatchobject tocontain tocontainequal tomatch contain contains include includes match matches assertin assertregex regexp
     like containslike tohaveproperty haveproperty property subset assertdictcontainssubset startswith endswith
     containstring haskey tocontaintext assertcontains`,
  ],
  [
    'range',
    `tobecloseto closeto approximately assertalmostequal iscloseto indelta inepsilon within tobegreaterthan tobegreaterthanorequal
     tobelessthan tobelessthanorequal above atleast below atmost greaterthan lessthan greater less greaterorequal lessorequal
     assertgreater assertgreaterequal assertless assertlessequal isgreaterthan islessthan gt lt gte lte isbetween`,
  ],
  [
    'holds',
    `tobetruthy tobefalsy ok true false istrue isfalse asserttrue assertfalse assert assert! truthy falsy tohavebeencalled called
     tobeinstanceof instanceof isinstanceof assertisinstance isa tobetypeof`,
  ],
  [
    'is-there',
    `tobedefined exist exists notnull isnotnull assertnotnull assertisnotnone notnil notempty isnotempty anything pass
     doesnotthrow notthrows noerror assertdoesnotthrow tobevisible tobeinthedocument`,
  ],
];

const DEMANDS: ReadonlyMap<string, Demand> = new Map(
  MATCHERS.flatMap(([demand, names]) => names.split(/\s+/).map((name) => [name, demand] as const)),
);

/** Undefined for a matcher that is not known: nothing is then said of its strictness. */
export function demandOf(matcher: string): Demand | undefined {
  return DEMANDS.get(matcher.toLowerCase());
}

const OPERATORS: readonly (readonly [Demand, readonly string[]])[] = [
  ['holds', ['||', 'or']],
  ['value', ['==', '===', 'is']],
  ['part', ['in']],
  ['range', ['<', '>', '<=', '>=']],
  ['is-there', ['!=', '!==', 'is not', 'not in', 'instanceof']],
];

export function demandOfOperator(operator: string): Demand | undefined {
  return OPERATORS.find(([, operators]) => operators.includes(operator))?.[0];
}
