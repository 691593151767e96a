#include "tests/widgets/pageovershop.h"
#include "core/runs/runstore.h"
#include "core/runs/training/training.h"
#include "translations/translations.h"
#include "widgets/common/theme.h"
#include "widgets/shell/language.h"

#include <QStandardPaths>

namespace aisle::test {

RunId trainIn(ProjectSession &session, const char *recommender)
{
    TrainRequest request;
    request.recommender = recommender;
    SilentContext job;
    const auto run = trainRun(*session.project(), request, job).run.id;
    session.noteRunsChanged();
    return run;
}

void compareAllRuns(ProjectSession &session)
{
    for (const auto &run : RunStore(*session.project()).all())
        session.selection().compareRun({run.id, QStringLiteral("%1 #%2").arg(run.recommender).arg(run.id.value)});
}

void prepareWindow()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(QStringLiteral("Aisle"));
    QCoreApplication::setApplicationName(QStringLiteral("AisleTest"));
    loadTranslationResources();
    setLanguage(QStringLiteral("en"));
    Theme::instance().install(ThemeChoice::Light);
}

} // namespace aisle::test
