#include "widgets/import/joinbox.h"
#include "core/common/text/markuptext.h"
#include "widgets/commands/filechooser.h"
#include "widgets/common/icons.h"
#include "widgets/common/theme.h"
#include "widgets/import/rolestable.h"
#include "widgets/text/tiptext.h"
#include "widgets/text/toolname.h"

#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace aisle {

JoinBox::JoinBox(QWidget *parent)
    : QWidget(parent), m_choose(new QPushButton(this)), m_joined(new QWidget(this)), m_file(new QLabel(m_joined)),
      m_column(new QComboBox(m_joined)), m_leave(new QToolButton(m_joined)), m_brought(new QLabel(this)),
      m_problem(new QLabel(this))
{
    m_choose->setObjectName(QStringLiteral("join"));
    m_choose->setText(tr("Look up columns in another file..."));
    m_choose->setToolTip(tr("For a log in two files: order lines here, the orders with shopper and time there."));
    m_choose->setAutoDefault(false);
    m_column->setObjectName(QStringLiteral("join-column"));
    m_column->setAccessibleName(tr("The column both files have"));
    m_leave->setObjectName(QStringLiteral("join-leave"));
    m_leave->setIcon(themeIcon(QStringLiteral("close")));
    m_leave->setAutoRaise(true);
    setToolName(m_leave, tr("Look nothing up"));
    for (auto *label : {m_brought, m_problem})
        label->setWordWrap(true);
    m_problem->setTextFormat(Qt::RichText);
    setSecondary(m_brought);
    auto *line = new QHBoxLayout(m_joined);
    line->setContentsMargins(0, 0, 0, 0);
    line->addWidget(m_file, 1);
    line->addWidget(m_column);
    line->addWidget(m_leave);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kSpaceInside);
    layout->addWidget(m_choose, 0, Qt::AlignLeft);
    layout->addWidget(m_joined);
    layout->addWidget(m_brought);
    layout->addWidget(m_problem);
    m_problem->hide();
    connect(m_leave, &QToolButton::clicked, this, &JoinBox::joinLeft);
    connect(m_column, &QComboBox::activated, this,
            [this] { Q_EMIT joinChosen(m_recipe.joinFile, m_column->currentText()); });
}

void JoinBox::show(const Recipe &recipe, const QStringList &others, const QStringList &columns)
{
    m_recipe = recipe;
    const bool joined = !recipe.joinFile.isEmpty();
    m_choose->setVisible(!joined);
    m_joined->setVisible(joined);
    m_brought->setVisible(joined);
    fillMenu(others);
    if (!joined)
        return;
    const auto name = QFileInfo(recipe.joinFile).fileName();
    m_file->setText(tr("Looked up in %1 by").arg(fontMetrics().elidedText(name, Qt::ElideMiddle, 120)));
    m_file->setToolTip(tipText(recipe.joinFile));
    m_column->clear();
    m_column->addItems(columns);
    if (m_column->findText(recipe.joinColumn) < 0)
        m_column->addItem(recipe.joinColumn);
    m_column->setCurrentText(recipe.joinColumn);
    m_brought->setText(broughtText(recipe));
}

QString JoinBox::broughtText(const Recipe &recipe) const
{
    QStringList brought;
    for (const auto &column : recipe.joinColumns)
        if (column.role != Role::Ignore)
            brought << tr("%1 (%2)").arg(column.column, roleText(column.role, column.field));
    return brought.isEmpty() ? tr("It has nothing that this file lacks.")
                             : tr("It brings %1.").arg(brought.join(QStringLiteral(", ")));
}

void JoinBox::showProblem(const QString &sentence)
{
    m_problem->setText(
        QStringLiteral("<span style=\"color:%1\">%2</span>").arg(tokens().bad.name(), markupText(sentence)));
    m_problem->setVisible(!sentence.isEmpty());
}

void JoinBox::fillMenu(const QStringList &others)
{
    if (auto *old = m_choose->menu()) {
        m_choose->setMenu(nullptr);
        old->deleteLater();
    }
    m_choose->disconnect(this);
    if (others.isEmpty()) {
        connect(m_choose, &QPushButton::clicked, this, &JoinBox::chooseFile);
        return;
    }
    auto *menu = new QMenu(m_choose);
    for (const auto &path : others)
        connect(menu->addAction(buttonText(QFileInfo(path).fileName())), &QAction::triggered, this,
                [this, path] { Q_EMIT joinChosen(path, {}); });
    menu->addSeparator();
    connect(menu->addAction(tr("Another file...")), &QAction::triggered, this, &JoinBox::chooseFile);
    m_choose->setMenu(menu);
}

void JoinBox::chooseFile()
{
    auto *dialog = fileChooser(this, tr("Look up columns in another file"), QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) { Q_EMIT joinChosen(path, {}); });
    dialog->open();
}

} // namespace aisle
