#include "widgets/import/valuechoices.h"

#include "core/transfer/timezonename.h"
#include "widgets/common/theme.h"

#include <QComboBox>
#include <QCompleter>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QTimeZone>
#include <algorithm>

namespace aisle {

namespace {

constexpr const char *kFormats[]{"auto", "iso", "unix", "unix-ms", "excel"};
constexpr int kBoxLetters = 12;

bool hasNumbers(const Recipe &recipe)
{
    const auto isPrice = [](const auto &c) { return c.role == Role::ItemField && c.field == QLatin1String("price"); };
    return recipe.columnOf(Role::Value) || recipe.columnOf(Role::Quantity) || recipe.columnOf(Role::UnitPrice) ||
           recipe.columnOf(Role::LineTotal) || std::ranges::any_of(recipe.columns, isPrice);
}

bool isTimed(const Recipe &recipe)
{
    const auto isTime = [](const auto &column) { return column.role == Role::Time; };
    return std::any_of(recipe.columns.begin(), recipe.columns.end(), isTime) ||
           std::any_of(recipe.joinColumns.begin(), recipe.joinColumns.end(), isTime);
}

} // namespace

ValueChoices::ValueChoices(QWidget *parent) : QWidget(parent), m_form(new QFormLayout(this))
{
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setVerticalSpacing(kSpaceBetween);
    m_form->setHorizontalSpacing(kSpacePage);
    m_form->setRowWrapPolicy(QFormLayout::DontWrapRows);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
}

QComboBox *ValueChoices::makeChoice(const char *name, const QStringList &texts, int current)
{
    auto *box = new QComboBox(this);
    box->setObjectName(QString::fromLatin1(name));
    box->addItems(texts);
    box->setCurrentIndex(current);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(kBoxLetters);
    return box;
}

QComboBox *ValueChoices::makeFormats(const QString &format)
{
    auto *box = makeChoice("time-format",
                           {tr("any written form"), tr("year first (2011-04-03 14:05)"), tr("seconds since 1970"),
                            tr("milliseconds since 1970"), tr("days of a spreadsheet"), tr("as typed:")},
                           -1);
    for (int i = 0; i < static_cast<int>(std::size(kFormats)); ++i)
        box->setItemData(i, QString::fromLatin1(kFormats[i]));
    const auto known = box->findData(format.isEmpty() ? QString::fromLatin1(kFormats[0]) : format);
    box->setCurrentIndex(known < 0 ? box->count() - 1 : known);
    connect(box, &QComboBox::activated, this, [this, box] {
        const auto chosen = box->currentData().toString();
        takeFormat(chosen.isEmpty() ? m_pattern->text().trimmed() : chosen);
        m_pattern->setVisible(chosen.isEmpty());
        if (chosen.isEmpty())
            m_pattern->setFocus();
    });
    return box;
}

QLineEdit *ValueChoices::makePattern(const QString &pattern)
{
    auto *field = new QLineEdit(pattern, this);
    field->setObjectName(QStringLiteral("time-pattern"));
    field->setAccessibleName(tr("Form of times"));
    field->setPlaceholderText(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
    field->setToolTip(
        tr("yyyy year, MM month, dd day, HH hour, mm minute, ss second, AP for AM and PM. A year that the "
           "dates lack stands behind it: MMdd@2014."));
    field->setCompleter(new QCompleter({QStringLiteral("yyyy-MM-dd HH:mm:ss"), QStringLiteral("dd.MM.yyyy HH:mm"),
                                        QStringLiteral("MM/dd/yyyy h:mm AP"), QStringLiteral("yyyyMMddHH"),
                                        QStringLiteral("MMdd@2014")},
                                       field));
    connect(field, &QLineEdit::editingFinished, this, [this, field] { takeFormat(field->text().trimmed()); });
    return field;
}

void ValueChoices::takeFormat(const QString &format)
{
    if (format == m_timeFormat || format.isEmpty())
        return;
    m_timeFormat = format;
    showRows();
    Q_EMIT edited([format](Recipe &recipe) { recipe.timeFormat = format; });
}

QWidget *ValueChoices::makeZones(const QString &zone)
{
    QStringList zones;
    for (const auto &id : QTimeZone::availableTimeZoneIds())
        zones.append(QString::fromLatin1(id));
    auto *field = new QLineEdit(zone.isEmpty() ? QString::fromLatin1(QTimeZone::systemTimeZoneId()) : zone, this);
    field->setObjectName(QStringLiteral("time-zone"));
    auto *completer = new QCompleter(zones, field);
    completer->setFilterMode(Qt::MatchContains);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    field->setCompleter(completer);
    connect(field, &QLineEdit::textChanged, this, [this, field](const QString &text) {
        const bool known = isTimeZoneName(text);
        auto palette = field->palette();
        palette.setColor(QPalette::Text, known ? tokens().text : tokens().bad);
        field->setPalette(palette);
        field->setToolTip(known ? QString() : tr("There is no such time zone: type one such as Asia/Shanghai."));
        if (known)
            Q_EMIT edited([text](Recipe &recipe) { recipe.timeZone = text; });
    });
    return field;
}

QWidget *ValueChoices::makeMissing(const QStringList &words)
{
    QStringList shown = words;
    shown.removeAll(QString());
    auto *field = new QLineEdit(shown.join(QStringLiteral(", ")), this);
    field->setObjectName(QStringLiteral("missing"));
    field->setToolTip(tr("Words that mean nothing is there, with commas between them. An empty field always does."));
    connect(field, &QLineEdit::editingFinished, this, [this, field] {
        QStringList missing{QString()};
        for (const auto &word : field->text().split(u','))
            if (!word.trimmed().isEmpty())
                missing << word.trimmed();
        Q_EMIT edited([missing](Recipe &recipe) { recipe.missing = missing; });
    });
    return field;
}

void ValueChoices::show(const Recipe &recipe)
{
    while (m_form->rowCount() > 0)
        m_form->removeRow(0);
    m_orderRows.clear();
    m_zoneRows.clear();
    m_timeFormat = recipe.timeFormat;
    if (isTimed(recipe))
        addTimes(recipe);
    if (hasNumbers(recipe))
        addNumbers(recipe);
    addRow(tr("Empty values"), makeMissing(recipe.missing));
    showRows();
}

ValueChoices::Row ValueChoices::addRow(const QString &label, QWidget *editor)
{
    auto *text = new QLabel(label, this);
    text->setBuddy(editor);
    m_form->addRow(text, editor);
    return {text, editor};
}

void ValueChoices::addTimes(const Recipe &recipe)
{
    auto *formats = makeFormats(recipe.timeFormat);
    const bool typed = formats->currentData().toString().isEmpty();
    addRow(tr("Times are"), formats);
    m_pattern = makePattern(typed ? recipe.timeFormat : QString());
    m_form->addRow(m_pattern);
    m_pattern->setVisible(typed);
    auto *order = makeChoice("day-first", {tr("month first (03/04 is 4 March)"), tr("day first (03/04 is 3 April)")},
                             recipe.dayFirst ? 1 : 0);
    connect(order, &QComboBox::activated, this,
            [this](int index) { Q_EMIT edited([index](Recipe &changed) { changed.dayFirst = index == 1; }); });
    m_orderRows.push_back(addRow(tr("Dates are written"), order));
    m_zoneRows.push_back(addRow(tr("Times without a zone are of"), makeZones(recipe.timeZone)));
}

void ValueChoices::addNumbers(const Recipe &recipe)
{
    auto *mark = makeChoice("decimal", {tr("with a point (1,234.50)"), tr("with a comma (1.234,50)")},
                            recipe.decimal == u',' ? 1 : 0);
    connect(mark, &QComboBox::activated, this, [this](int index) {
        Q_EMIT edited([index](Recipe &changed) { changed.decimal = index == 1 ? u',' : u'.'; });
    });
    addRow(tr("Numbers are written"), mark);
}

void ValueChoices::showRows()
{
    const bool open = m_timeFormat.isEmpty() || m_timeFormat == QLatin1String("auto");
    const bool counted = m_timeFormat.startsWith(QLatin1String("unix"));
    for (const auto &[label, editor] : m_orderRows) {
        label->setVisible(open);
        editor->setVisible(open);
    }
    for (const auto &[label, editor] : m_zoneRows) {
        label->setVisible(!counted);
        editor->setVisible(!counted);
    }
}

} // namespace aisle
