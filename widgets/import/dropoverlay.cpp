#include "widgets/import/dropoverlay.h"
#include "core/common/text/showntext.h"
#include "widgets/common/icons.h"
#include "widgets/common/theme.h"

#include <QFileInfo>
#include <QIcon>
#include <QMimeData>
#include <QPainter>
#include <QUrl>

namespace aisle {

namespace {

constexpr int kCardWidth = 460;
constexpr int kIconSize = 40;
constexpr int kShownNames = 4;

QString namesOf(const QStringList &paths)
{
    QStringList names;
    for (const auto &path : paths.mid(0, kShownNames))
        names << QFileInfo(path).fileName();
    if (paths.size() > kShownNames)
        names << DropOverlay::tr("and %n more", nullptr, static_cast<int>(paths.size() - kShownNames));
    return names.join(QLatin1Char('\n'));
}

bool isProject(const QString &path)
{
    return path.endsWith(QLatin1String(".aisle"), Qt::CaseInsensitive);
}

QString titleOf(const QStringList &paths, const QString &project)
{
    const auto name = QFileInfo(paths.front()).fileName();
    const bool isFolder = paths.size() == 1 && QFileInfo(paths.front()).isDir();
    if (project.isEmpty())
        return isFolder ? DropOverlay::tr("Import what is in the folder %1 into a new project").arg(name)
               : paths.size() == 1
                   ? DropOverlay::tr("Import %1 into a new project").arg(name)
                   : DropOverlay::tr("Import %n files into a new project", nullptr, static_cast<int>(paths.size()));
    return isFolder ? DropOverlay::tr("Import what is in the folder %1 into %2").arg(name, project)
           : paths.size() == 1
               ? DropOverlay::tr("Import %1 into %2").arg(name, project)
               : DropOverlay::tr("Import %n files into %1", nullptr, static_cast<int>(paths.size())).arg(project);
}

} // namespace

DropPlan planDrop(const QMimeData *data, const QString &project, bool readOnly)
{
    DropPlan plan;
    for (const auto &url : data->urls())
        if (url.isLocalFile())
            plan.paths.append(url.toLocalFile());
    if (plan.paths.isEmpty()) {
        plan.title = DropOverlay::tr("Only files of this computer can be dropped here");
        return plan;
    }
    const auto opened = std::find_if(plan.paths.begin(), plan.paths.end(), isProject);
    plan.accepted = true;
    if (opened != plan.paths.end()) {
        plan.paths = {*opened};
        plan.title = DropOverlay::tr("Open the project %1").arg(QFileInfo(*opened).completeBaseName());
        return plan;
    }
    if (!project.isEmpty() && readOnly) {
        plan.accepted = false;
        plan.title = DropOverlay::tr("Nothing can be imported: %1 is open for reading only").arg(project);
        return plan;
    }
    plan.title = titleOf(plan.paths, project);
    plan.details = DropOverlay::tr("You choose what comes in before anything is stored.");
    if (plan.paths.size() > 1)
        plan.details = namesOf(plan.paths) + QStringLiteral("\n\n") + plan.details;
    return plan;
}

DropOverlay::DropOverlay(QWidget *window) : QWidget(window)
{
    setObjectName(QStringLiteral("drop-overlay"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAcceptDrops(false);
    hide();
}

void DropOverlay::show(const DropPlan &plan)
{
    m_plan = plan;
    setAccessibleName(plan.title);
    setGeometry(parentWidget()->rect());
    raise();
    QWidget::show();
    update();
}

void DropOverlay::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    auto veil = tokens().window;
    veil.setAlpha(200);
    painter.fillRect(rect(), veil);
    const auto edge = m_plan.accepted ? tokens().accent : tokens().bad;
    painter.setPen(QPen(edge, 2, Qt::DashLine));
    painter.drawRoundedRect(QRectF(rect()).adjusted(10, 10, -10, -10), kCardRadius, kCardRadius);

    const int width = std::min(kCardWidth, this->width() - 4 * kSpacePage);
    const int inner = width - 2 * kSpaceGroups;
    const auto titleFont = sectionFont();
    const auto titleBox = QFontMetrics(titleFont).boundingRect(
        QRect(0, 0, inner, 400), Qt::TextWordWrap | Qt::AlignHCenter, shownText(m_plan.title));
    const auto detailBox = m_plan.details.isEmpty() ? QRect()
                                                    : fontMetrics().boundingRect(QRect(0, 0, inner, 600),
                                                                                 Qt::TextWordWrap | Qt::AlignHCenter,
                                                                                 shownText(m_plan.details));
    const int height = 2 * kSpaceGroups + kIconSize + kSpacePage + titleBox.height() +
                       (detailBox.isEmpty() ? 0 : kSpaceBetween + detailBox.height());
    const QRect card((this->width() - width) / 2, (this->height() - height) / 2, width, height);
    painter.setPen(QPen(tokens().hairline, 1));
    painter.setBrush(tokens().surface);
    painter.drawRoundedRect(QRectF(card).adjusted(.5, .5, -.5, -.5), kCardRadius, kCardRadius);
    themeIcon(m_plan.accepted ? QStringLiteral("drop") : QStringLiteral("reject"))
        .paint(&painter, QRect(card.center().x() - kIconSize / 2, card.top() + kSpaceGroups, kIconSize, kIconSize));
    QRect line(card.left() + kSpaceGroups, card.top() + kSpaceGroups + kIconSize + kSpacePage, inner,
               titleBox.height());
    painter.setFont(titleFont);
    painter.setPen(tokens().text);
    painter.drawText(line, Qt::TextWordWrap | Qt::AlignHCenter, m_plan.title);
    if (detailBox.isEmpty())
        return;
    line = QRect(line.left(), line.bottom() + kSpaceBetween, inner, detailBox.height() + kSpaceInside);
    painter.setFont(font());
    painter.setPen(tokens().secondaryText);
    painter.drawText(line, Qt::TextWordWrap | Qt::AlignHCenter, m_plan.details);
}

} // namespace aisle
