#pragma once
#include "core/jobs/jobcontext.h"

#include <QStringList>

namespace aisle::test {

/// Keeps what a job says.
class NotingContext : public SilentContext
{
public:
    void note(const QString &sentence) override { notes << sentence; }
    QStringList notes;
};

} // namespace aisle::test
