#pragma once
#include "core/transfer/reading/rowreader.h"
#include "core/transfer/recipe.h"

#include <map>
#include <optional>

namespace aisle {

class JobContext;
class Project;

/// A row of the file as the event it would become.
struct PreviewedEvent
{
    std::int64_t line = 0;
    QString reason{}; ///< why it is no event (the quarantine's code); empty: it is one
    QString detail{}; ///< the offending text
    QString user{}, item{}, kind{}, session{};
    Meaning meaning = Meaning::Interaction;
    std::optional<std::int64_t> at{}; ///< Unix milliseconds
    std::optional<double> value{}, quantity{}, price{};
};

/// What an import with a recipe would do: the same coding of the same rows, nothing stored.
struct ImportPreview
{
    std::vector<PreviewedEvent> first; ///< of the first rows of the file
    std::int64_t rows = 0, events = 0, rejected = 0;
    std::map<std::string, std::int64_t> reasons;
    std::map<std::string, std::int64_t> kinds;
    std::int64_t users = 0, items = 0;            ///< distinct
    std::int64_t negatives = 0;                   ///< events with a negative quantity, be they returns or not
    std::int64_t guests = 0;                      ///< events without a shopper that were kept as anonymous ones
    std::optional<std::int64_t> earliest, latest; ///< of the events' times
    bool whole = false;                           ///< every row of the file was read
};

/// Reads up to `maxRows` rows from the start of a log. @param keep  how many of them `first` shows
/// @throws Error as importEvents() for what the recipe lacks; archive.*, input.*; Cancelled
ImportPreview previewImport(const InputSource &source, const Recipe &recipe, const ReadLimits &limits,
                            std::int64_t maxRows, std::size_t keep, JobContext &job);

/// How well the keys of a catalogue (or of a table of shoppers: `role`) match those of a log, before either is
/// imported. Reads up to `maxRows` rows of each.
struct KeyOverlap
{
    std::int64_t logKeys = 0; ///< distinct in the log
    std::int64_t found = 0;   ///< of them in the other file
    QStringList missing;      ///< the first few that are not
};
KeyOverlap matchKeys(Role role, const InputSource &log, const Recipe &logRecipe, const InputSource &other,
                     const Recipe &otherRecipe, const ReadLimits &limits, std::int64_t maxRows, JobContext &job);
/// The same with the products or shoppers that a project has.
KeyOverlap matchKeys(Role role, const Project &project, const InputSource &other, const Recipe &otherRecipe,
                     const ReadLimits &limits, std::int64_t maxRows, JobContext &job);

} // namespace aisle
