#include "widgets/text/quitquestion.h"
#include "models/joblist.h"

#include <QCoreApplication>
#include <QStringList>

namespace aisle {

namespace {

struct QuitText
{
    Q_DECLARE_TR_FUNCTIONS(QuitQuestion)
};

bool isTraining(const ListedJob &job)
{
    return job.request().kind == QLatin1String("training");
}

bool isImport(const ListedJob &job)
{
    return job.request().kind == QLatin1String("import");
}

/// Of a job at work.
QString sentence(const ListedJob &job)
{
    const auto &title = job.request().title;
    if (isImport(job))
        return QuitText::tr("%1 is still running. Nothing of it stays: import it again later.").arg(title);
    if (job.canGoOnLater())
        return QuitText::tr("%1 is still running. It stops and can go on later.").arg(title);
    return job.canPause() ? QuitText::tr("%1 is still in its first epoch: what it has made so far is lost.").arg(title)
                          : QuitText::tr("%1 is still running and cannot go on later: what it has made so far is lost.")
                                .arg(title);
}

} // namespace

std::optional<QuitQuestion> quitQuestion(const JobList &jobs)
{
    QStringList sentences;
    int waiting = 0;
    QuitQuestion question;
    for (const auto *job : jobs.jobs()) {
        if (!isTraining(*job) && !isImport(*job))
            continue;
        question.loses |= !job->canGoOnLater();
        if (job->state() == ListedJob::State::Running)
            sentences << sentence(*job);
        else
            ++waiting;
    }
    if (sentences.isEmpty() && waiting == 0)
        return {};
    if (waiting > 0)
        sentences << QuitText::tr("%n more job(s) that wait will not be started.", nullptr, waiting);
    question.text = sentences.join(QLatin1Char(' '));
    question.button = question.loses ? QuitText::tr("Discard and quit") : QuitText::tr("Stop and quit");
    return question;
}

} // namespace aisle
