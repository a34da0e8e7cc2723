"""The same statistics done again the plainest way, with fractions and loops, sharing no code with the program."""

from fractions import Fraction


def share(marks, at_least=None, below=None):
    found = 0
    for mark in marks:
        if at_least is not None and mark < at_least:
            continue
        if below is not None and mark >= below:
            continue
        found += 1
    return found


def everything(pupils, full, lines, rule):
    """pupils: (mark or None, absence "" 1 2 3, standing "" 1 2 3); lines in percent; rule: a plain dict.

    Answers counts, the mean and the four rates as fractions (None where nobody divides).
    """
    counted_out = {"1": not rule["inclusive"], "2": not rule["came"], "3": not rule["left"], "": False}
    away = {"1": 0, "2": 0, "3": 0}
    apart = blank = 0
    marks = []
    for mark, absence, standing in pupils:
        if counted_out[standing]:
            apart += 1
        elif absence:
            away[absence] += 1
        elif mark is None:
            blank += 1
        else:
            marks.append(Fraction(mark))
    due = len(marks)
    for absence, name in (("1", "absent_due"), ("2", "exempt_due"), ("3", "deferred_due")):
        if rule[name]:
            due += away[absence]
    divide = {"due": due, "sat": len(marks)}
    at = {name: Fraction(full) * Fraction(percent) / 100 for name, percent in lines.items()}
    parts = {
        "pass": share(marks, at["passing"]),
        "excel": share(marks, at["excellent"]),
        "good": share(marks, at["good"], at["excellent"]),
        "low": share(marks, None, at["low"]) + (away["1"] if rule["absent_low"] else 0),
    }
    n, m = divide[rule["denominator"]], divide[rule["mean_denominator"]]
    return {
        "due": due,
        "sat": len(marks),
        "apart": apart,
        "blank": blank,
        "avg": sum(marks) / Fraction(m) if m else None,
        **{name: Fraction(part, n) if n else None for name, part in parts.items()},
    }


def mean(values):
    total = Fraction(0)
    for value in values:
        total += value
    return total / len(values)


def spread(values):
    middle = mean(values)
    return mean([(value - middle) * (value - middle) for value in values])


def places(values):
    """1, 2, 2, 4 by counting who is before."""
    return [1 + len([other for other in values if other > value]) for value in values]


def progress(pairs):
    """pairs: (class, now, base) in percent. By class: count, difference, ratio, rank change, how many rose."""
    every_now, every_base = [now for _, now, _ in pairs], [base for _, _, base in pairs]
    whole_now, whole_base = mean(every_now), mean(every_base)
    spread_now, spread_base = spread(every_now), spread(every_base)
    rooms = sorted({room for room, _, _ in pairs})
    means = {
        room: (mean([n for r, n, _ in pairs if r == room]), mean([b for r, _, b in pairs if r == room]))
        for room in rooms
    }
    now_places = dict(zip(rooms, places([means[room][0] for room in rooms]), strict=True))
    base_places = dict(zip(rooms, places([means[room][1] for room in rooms]), strict=True))
    found = {}
    for room in rooms:
        now, base = means[room]
        ratio = None
        if whole_now and whole_base and base:
            ratio = (now / whole_now) / (base / whole_base) - 1
        found[room] = {
            "count": len([1 for r, _, _ in pairs if r == room]),
            "difference": (now - whole_now) - (base - whole_base),
            "ratio": ratio,
            "rank": base_places[room] - now_places[room],
            "rose": sum(
                1
                for r, n, b in pairs
                if r == room and square(n - whole_now, spread_now) > square(b - whole_base, spread_base)
            ),
        }
    return found


def square(distance, variance):
    """Z squared with the sign of Z: it orders as Z does, and needs no root."""
    if variance == 0:
        return Fraction(0)
    z = distance * distance / variance
    return -z if distance < 0 else z
