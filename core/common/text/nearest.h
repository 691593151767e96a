#pragma once
#include <QStringList>

namespace aisle {

/// The up to three of `candidates` nearest to a mistyped word (edit distance, whatever the case), best first; empty
/// when none is near.
QStringList nearestWords(const QString &word, const QStringList &candidates);

/// All of a closed set, those nearest to a word that is not among them first: what an error says that there are.
QStringList nearestFirst(const QString &word, const QStringList &candidates);

} // namespace aisle
