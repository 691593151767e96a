#include "widgets/import/importtarget.h"
#include "models/settings.h"
#include "widgets/common/theme.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QStandardPaths>
#include <QToolButton>

namespace aisle {

namespace {

/// For a new project: named after the first file, among the analyst's documents.
QString pathNamedAfter(const QString &file)
{
    const auto folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation) + QStringLiteral("/Aisle");
    return freeProjectPath(folder, QFileInfo(file).fileName().section(u'.', 0, 0));
}

} // namespace

ImportTarget::ImportTarget(SessionPointer session, const QString &firstFile, QWidget *parent)
    : Retranslated(parent), m_session(std::move(session)), m_path(m_session ? QString() : pathNamedAfter(firstFile)),
      m_text(new QLabel(this)), m_change(new QToolButton(this))
{
    setSecondary(m_text);
    m_change->setAutoRaise(true);
    m_change->setVisible(!m_session);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_text);
    layout->addWidget(m_change);
    layout->addStretch();
    connect(m_change, &QToolButton::clicked, this, &ImportTarget::choosePath);
    retranslate();
}

void ImportTarget::setPath(const QString &path)
{
    m_path = path;
    retranslate();
}

QString ImportTarget::targetText() const
{
    const auto shown = QDir::toNativeSeparators(m_path);
    return m_session                   ? tr("Into this project: %1").arg(m_session->name())
           : QFileInfo::exists(m_path) ? tr("Into the project that is there already: %1").arg(shown)
                                       : tr("Into a new project: %1").arg(shown);
}

void ImportTarget::retranslate()
{
    m_text->setText(targetText());
    m_change->setText(tr("Change..."));
}

void ImportTarget::choosePath()
{
    auto *dialog = new QFileDialog(this, tr("New project"), m_path, tr("Aisle projects (*.aisle)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("aisle"));
    dialog->setOption(QFileDialog::DontConfirmOverwrite);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        setPath(path);
        Q_EMIT pathChosen();
    });
    dialog->open();
}

} // namespace aisle
