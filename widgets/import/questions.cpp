#include "widgets/import/questions.h"
#include "widgets/common/theme.h"
#include "widgets/import/joinbox.h"
#include "widgets/import/valuechoices.h"
#include "widgets/text/errortext.h"
#include "widgets/text/format.h"
#include "widgets/text/progresstext.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>

namespace aisle {

namespace {

constexpr int kMaxKindWords = 12;
constexpr int kBoxLetters = 12;

/// Whether one of the questions says the same, with its cost.
bool isAsked(const QString &remark)
{
    return remark.contains(QLatin1String("have no shopper")) ||
           remark.contains(QLatin1String("have a negative quantity")) ||
           remark.startsWith(QLatin1String("Looked up in "));
}

} // namespace

ImportQuestions::ImportQuestions(QWidget *parent) : QWidget(parent), m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(kSpacePage);
    m_grid->setVerticalSpacing(kSpaceBetween);
    m_grid->setColumnStretch(0, 1);
    m_grid->setColumnStretch(1, 1);
}

void ImportQuestions::clear()
{
    for (int row = 0; row < m_grid->rowCount(); ++row)
        m_grid->setRowStretch(row, 0); // rows stay when their widgets go
    while (auto *item = m_grid->takeAt(0)) {
        if (auto *widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        }
        delete item;
    }
    m_guestCost = nullptr;
    m_returns = nullptr;
    m_join = nullptr;
    m_values = nullptr;
}

void ImportQuestions::show(const ImportFile &file, const QStringList &others, const QStringList &joinColumns)
{
    clear();
    m_recipe = file.recipe;
    m_recognition = file.recognition;
    const bool isTable = m_recipe.layout == Layout::Events && !file.failure;
    const bool isLog = file.part == FilePart::Log || file.part == FilePart::Unknown;
    addPast(file);
    if (isTable && isLog) {
        addGuests();
        addKinds();
        addReturns();
    }
    addRemarks(file.recognition.remarks);
    if (isLog && !file.failure)
        addDuplicates();
    if (isTable && isLog)
        addJoin(others, joinColumns);
    if (isTable)
        addValues();
    m_grid->setRowStretch(m_grid->rowCount(), 1);
}

void ImportQuestions::addRow(QWidget *label, QWidget *editor)
{
    if (auto *box = qobject_cast<QComboBox *>(editor)) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(kBoxLetters);
    }
    if (auto *text = qobject_cast<QLabel *>(label))
        text->setWordWrap(true);
    const auto row = m_grid->rowCount();
    if (!label) {
        m_grid->addWidget(editor, row, 0, 1, 2);
        return;
    }
    m_grid->addWidget(label, row, 0, Qt::AlignVCenter);
    m_grid->addWidget(editor, row, 1, Qt::AlignVCenter);
}

void ImportQuestions::say()
{
    Q_EMIT changed(m_recipe);
}

void ImportQuestions::addGuests()
{
    if (!m_recipe.columnOf(Role::User) || !m_recipe.columnOf(Role::Session))
        return;
    m_guestCost = new QLabel(tr("Rows without a shopper"), this);
    auto *box = new QComboBox(this);
    box->setObjectName(QStringLiteral("guests"));
    box->addItems({tr("leave them out"), tr("one anonymous shopper per order or session")});
    box->setCurrentIndex(m_recipe.guestsBySession ? 1 : 0);
    connect(box, &QComboBox::activated, this, [this](int index) {
        m_recipe.guestsBySession = index == 1;
        say();
    });
    addRow(m_guestCost, box);
}

QComboBox *ImportQuestions::meaningBox(Meaning meaning)
{
    auto *box = new QComboBox(this);
    for (const auto known : kMeanings)
        box->addItem(meaningText(known), static_cast<int>(known));
    box->setCurrentIndex(box->findData(static_cast<int>(meaning)));
    return box;
}

void ImportQuestions::addKinds()
{
    if (!m_recipe.columnOf(Role::Kind)) {
        auto *box = meaningBox(m_recipe.kindDefaultMeaning);
        box->setObjectName(QStringLiteral("kind-default"));
        connect(box, &QComboBox::activated, this, [this, box](int) {
            m_recipe.kindDefaultMeaning = static_cast<Meaning>(box->currentData().toInt());
            m_recipe.kindDefault = QString::fromLatin1(meaningName(m_recipe.kindDefaultMeaning));
            say();
        });
        addRow(new QLabel(tr("Every row is a kind of"), this), box);
        return;
    }
    int shown = 0;
    for (const auto &[word, count] : m_recognition.kindWords) {
        if (++shown > kMaxKindWords)
            break;
        const auto known = std::find_if(m_recipe.kindMap.begin(), m_recipe.kindMap.end(),
                                        [&](const auto &pair) { return pair.first == word; });
        auto *box = meaningBox(known == m_recipe.kindMap.end() ? Meaning::Other : known->second);
        connect(box, &QComboBox::activated, this, [this, box, word = word](int) {
            const auto meaning = static_cast<Meaning>(box->currentData().toInt());
            auto place = std::find_if(m_recipe.kindMap.begin(), m_recipe.kindMap.end(),
                                      [&](const auto &pair) { return pair.first == word; });
            if (place == m_recipe.kindMap.end())
                m_recipe.kindMap.emplace_back(word, meaning);
            else
                place->second = meaning;
            say();
        });
        addRow(new QLabel(tr("“%1” (%2 rows) means").arg(word, formatCount(count)), this), box);
    }
}

void ImportQuestions::addReturns()
{
    if (!m_recipe.columnOf(Role::Quantity))
        return;
    m_returns = new QCheckBox(tr("A negative quantity is a return"), this);
    m_returns->setObjectName(QStringLiteral("returns"));
    m_returns->setChecked(m_recipe.negativeQuantityIsReturn);
    connect(m_returns, &QCheckBox::toggled, this, [this](bool on) {
        m_recipe.negativeQuantityIsReturn = on;
        say();
    });
    addRow(nullptr, m_returns);
}

/// The editors live as long as they show the same file: one that is typed in must not go while it is.
void ImportQuestions::addValues()
{
    m_values = new ValueChoices(this);
    m_values->show(m_recipe);
    connect(m_values, &ValueChoices::edited, this, [this](const std::function<void(Recipe &)> &edit) {
        edit(m_recipe);
        say();
    });
    addRow(nullptr, m_values);
}

void ImportQuestions::addPast(const ImportFile &file)
{
    if (!file.like)
        return;
    const auto name = QFileInfo(file.like->source.path).fileName().toHtmlEscaped();
    auto *label = new QLabel(this);
    label->setObjectName(QStringLiteral("like"));
    label->setWordWrap(true);
    label->setText(file.replaces
                       ? tr("With the choices of the import that is done again. It stays until this one has succeeded.")
                       : tr("Its columns are those of %1: read as the import of it was. <a href=\"#\">Look at the file "
                            "afresh</a>")
                             .arg(name));
    connect(label, &QLabel::linkActivated, this, &ImportQuestions::pastRefused);
    addRow(nullptr, label);
}

void ImportQuestions::addJoin(const QStringList &others, const QStringList &columns)
{
    m_join = new JoinBox(this);
    m_join->show(m_recipe, others, columns);
    connect(m_join, &JoinBox::joinChosen, this, &ImportQuestions::joinChosen);
    connect(m_join, &JoinBox::joinLeft, this, &ImportQuestions::joinLeft);
    addRow(nullptr, m_join);
}

void ImportQuestions::showJoinProblem(const QString &sentence)
{
    if (m_join)
        m_join->showProblem(sentence);
}

void ImportQuestions::addDuplicates()
{
    auto *drop = new QCheckBox(tr("Drop exact duplicates"), this);
    drop->setObjectName(QStringLiteral("duplicates"));
    drop->setToolTip(tr("They are counted either way."));
    drop->setChecked(m_recipe.dropDuplicates);
    connect(drop, &QCheckBox::toggled, this, [this](bool on) {
        m_recipe.dropDuplicates = on;
        say();
    });
    addRow(nullptr, drop);
}

void ImportQuestions::addRemarks(const QStringList &remarks)
{
    for (const auto &remark : remarks) {
        if (isAsked(remark))
            continue;
        auto *label = new QLabel(remarkText(remark), this);
        label->setWordWrap(true);
        setSecondary(label);
        addRow(nullptr, label);
    }
}

void ImportQuestions::showCosts(const ImportPreview &preview)
{
    if (m_guestCost && !m_recipe.guestsBySession && preview.rows > 0) {
        const auto found = preview.reasons.find("no-user");
        const auto count = found == preview.reasons.end() ? 0 : found->second;
        m_guestCost->setText(tr("%1 of rows (%2) have no shopper")
                                 .arg(formatPercent(static_cast<double>(count) / static_cast<double>(preview.rows)),
                                      formatCount(count)));
    }
    if (m_returns && m_recipe.negativeQuantityIsReturn)
        m_returns->setText(tr("A negative quantity is a return (%1 rows)").arg(formatCount(preview.returns)));
}

} // namespace aisle
