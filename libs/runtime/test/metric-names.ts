/** Our own reading of what `promtool check metrics` asks for, for machines without it. Answers one complaint per fault. */
export function metricComplaints(exposition: string): string[] {
  const helped = new Set([...exposition.matchAll(/^# HELP (\S+) \S/gm)].map((match) => match[1]));
  const types = [...exposition.matchAll(/^# TYPE (\S+) (\S+)$/gm)];
  return types.flatMap(([, name = "", type = ""]) => [
    ...(helped.has(name) ? [] : [`${name} has no HELP`]),
    ...(/^[a-z][a-z0-9_]*$/.test(name) ? [] : [`${name} is not snake_case`]),
    ...(type === "counter" && !name.endsWith("_total") ? [`counter ${name} does not end in _total`] : []),
    ...(type !== "counter" && name.endsWith("_total") ? [`${type} ${name} ends in _total`] : []),
    ...(type !== "histogram" && /_(bucket|count|sum)$/.test(name) ? [`${name} ends like a part of a histogram`] : []),
    ...(/_(ms|millis|milliseconds|minutes|hours|kb|mb|kilobytes|megabytes|bits)(_|$)/.test(name)
      ? [`${name} is not in base units`]
      : []),
  ]);
}
