#pragma once
#include "core/jobs/jobcontext.h"

namespace aisle {

/// Work inside another body's step (judging an epoch, reading a run): it can be cancelled, but moves no progress.
class QuietPart : public JobContext
{
public:
    explicit QuietPart(JobContext &whole) : m_whole(whole) {}
    void checkpoint() override { m_whole.checkpoint(); }
    Wish wish() const override { return m_whole.wish(); }
    void progress(double, const QString &) override {}
    void note(const QString &sentence) override { m_whole.note(sentence); }

private:
    JobContext &m_whole;
};

/// Work that was done before and is only done again: what there was to say of it was said.
class SilentPart : public QuietPart
{
public:
    using QuietPart::QuietPart;
    void note(const QString &) override {}
};

} // namespace aisle
