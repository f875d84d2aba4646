//! Every page in every state is sound.

#[test]
fn every_page_of_cases_is_sound() {
    assert_eq!(web::testing::check_samples(&cases::samples()), Vec::<String>::new());
}
