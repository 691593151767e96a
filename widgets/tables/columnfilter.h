#pragma once
#include "models/pagedtablemodel.h"

#include <QString>
#include <optional>

namespace aisle {

/// What a filter field's text means for a column: texts contain it, "=word" is the whole text, "-word" leaves it out;
/// numbers take "5", ">5", ">=5", "<5", "5..20"; times take dates the same way ("2011-06-01..2011-09-01", "2011-06").
/// @return nothing when the text is empty or says no number
std::optional<ColumnFilter> parseColumnFilter(int column, ColumnKind kind, const QString &text);
/// The part of a field's text that should be a number (a date) and is none; empty where nothing is wrong.
QString unreadableBound(ColumnKind kind, const QString &text);
/// The field's text for a filter; parse(text) gives the same filter.
QString columnFilterText(const ColumnFilter &filter, ColumnKind kind);

} // namespace aisle
