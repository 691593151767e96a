#pragma once
#include "core/common/keyformatter.h"
#include "core/storage/project.h"

#include <QString>
#include <cstdint>

namespace aisle {

class JobContext;

/// Write a part of the project to a file: CSV (".csv", ".csv.gz") or JSON lines (".jsonl", ".json", with or without
/// ".gz"), by its name. The file appears whole at the end: a cancelled or failed export leaves what was there before.
/// Free text that a spreadsheet would run is made safe in CSV (spreadsheetSafe); keys are written as they are.
/// With pseudonyms keys become made-up names, and what may repeat a key is left out: the context of events, attributes
/// and pictures of products, the text and the file of rejected rows.
/// @return rows written. @throws Error export.unknown-format, export.cannot-write

/// user, item, kind, time (ISO 8601 UTC), value, quantity, price, session, part, context; in stored order.
std::int64_t exportEvents(const Project &project, const QString &path, JobContext &job, const KeyFormatter &keys = {});
/// item, title, category, brand, price, description, image, is_product, attributes (JSON)
std::int64_t exportItems(const Project &project, const QString &path, JobContext &job, const KeyFormatter &keys = {});
/// import, file, line, reason, detail, text
std::int64_t exportQuarantine(const Project &project, const QString &path, JobContext &job,
                              const KeyFormatter &keys = {});

} // namespace aisle
