#pragma once
#include <QString>
#include <optional>

namespace aisle {

class JobList;

/// What quitting would do to the trainings and imports at work, so that a person can decide.
struct QuitQuestion
{
    QString text;
    QString button;
    bool loses = false; ///< something of what was made, or a training that waits
};
/// Absent where nothing is at work.
std::optional<QuitQuestion> quitQuestion(const JobList &jobs);

} // namespace aisle
